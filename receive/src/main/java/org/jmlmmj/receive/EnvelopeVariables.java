package org.jmlmmj.receive;

import java.util.Map;
import java.util.Optional;

/**
 * What the mail server says about the envelope in the environment (spec 02 §4.3, §4.4). A variable that is set counts even if
 * it is empty. Immutable and thread-safe.
 *
 * @param sender envelope sender
 * @param extension address extension, without delimiter
 * @param suffix Exim's extension, which begins with the delimiter
 */
public record EnvelopeVariables(Optional<String> sender, Optional<String> extension, Optional<String> suffix) {
    /** The variables of an environment: {@code SENDER}; {@code DEFAULT} (qmail) before {@code EXTENSION} (Postfix). */
    public static EnvelopeVariables of(Map<String, String> environment) {
        Optional<String> extension = Optional.ofNullable(environment.get("DEFAULT"));
        return new EnvelopeVariables(
                Optional.ofNullable(environment.get("SENDER")),
                extension.or(() -> Optional.ofNullable(environment.get("EXTENSION"))),
                Optional.ofNullable(environment.get("LOCAL_PART_SUFFIX")));
    }

    /** The same with values from the command line, which win. */
    public EnvelopeVariables with(Optional<String> otherSender, Optional<String> otherExtension) {
        return new EnvelopeVariables(otherSender.or(() -> sender), otherExtension.or(() -> extension), suffix);
    }

    /** The extension, if any variable gives one; empty text means that there is none. */
    public Optional<String> extension(String delimiter) {
        return extension.or(
                () -> suffix.map(text -> text.startsWith(delimiter) ? text.substring(delimiter.length()) : text));
    }
}
