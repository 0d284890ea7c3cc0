package org.jmlmmj.receive;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
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

    /** Reads what {@link #octets} gave. */
    static EnvelopeVariables read(byte[] octets) {
        Map<String, String> variables = new HashMap<>();
        for (String entry : new String(octets, StandardCharsets.UTF_8).split("\0", -1)) {
            int sign = entry.indexOf('=');
            if (sign > 0) {
                variables.put(entry.substring(0, sign), entry.substring(sign + 1));
            }
        }
        return of(variables);
    }

    /** The variables that are set as {@code NAME=VALUE}, each ended by NUL, which no value can hold; nothing if none is set. */
    byte[] octets() {
        StringBuilder text = new StringBuilder();
        sender.ifPresent(value -> text.append("SENDER=").append(value).append('\0'));
        extension.ifPresent(value -> text.append("EXTENSION=").append(value).append('\0'));
        suffix.ifPresent(
                value -> text.append("LOCAL_PART_SUFFIX=").append(value).append('\0'));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The same, and where nothing is said about the sender or the extension what another one says. */
    EnvelopeVariables or(EnvelopeVariables other) {
        boolean saysWhere = extension.isPresent() || suffix.isPresent();
        return new EnvelopeVariables(
                sender.or(() -> other.sender),
                saysWhere ? extension : other.extension,
                saysWhere ? suffix : other.suffix);
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
