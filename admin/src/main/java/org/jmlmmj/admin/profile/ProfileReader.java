package org.jmlmmj.admin.profile;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.cli.FailureText;

/** Reads the profile of a list from its control files (spec 09 §7.3). Immutable and thread-safe; every call reads anew. */
public final class ProfileReader {
    private final Path control;
    private final EmailAddress list;
    private final Consumer<String> warnings;

    /**
     * @param folder the list directory
     * @param list its address, in lower case
     * @param warnings gets what is wrong with a file, for the log
     */
    public ProfileReader(Path folder, EmailAddress list, Consumer<String> warnings) {
        this.control = folder.resolve("control");
        this.list = list;
        this.warnings = warnings;
    }

    /** The values of these parameters under their names: a text or a list of texts each. */
    public Map<String, Object> read(Iterable<Parameter> parameters) throws IOException {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Parameter parameter : parameters) {
            values.put(parameter.parameter(), read(parameter));
        }
        return values;
    }

    private Object read(Parameter parameter) throws IOException {
        Optional<String> content = content(parameter.control());
        return switch (parameter.form()) {
            case FLAG, GATE -> content.isPresent() ? "yes" : "no";
            case LINE, HOST, PORT, SIZE ->
                content.flatMap(text -> text.lines().findFirst()).orElse("");
            case TEXT -> content.map(ProfileReader::plainText).orElse("");
            case EXTRA_ADDRESSES ->
                entries(content)
                        .filter(line -> !line.equalsIgnoreCase(list.value()))
                        .toList();
            case ADDRESSES, GATEKEEPERS ->
                entries(content)
                        .map(line -> line.toLowerCase(Locale.ROOT))
                        .sorted()
                        .toList();
            case SORTED_ADDRESSES, CUSTOM_HEADERS, REMOVED_HEADERS ->
                entries(content).toList();
        };
    }

    private static String plainText(String text) {
        return text.replace("\r\n", "\n").replace('\r', '\n').replaceFirst("\n+\\z", "");
    }

    private static Stream<String> entries(Optional<String> content) {
        return content.stream()
                .flatMap(String::lines)
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .sorted();
    }

    /** The lines of a file of addresses, in lower case and sorted (spec 09 §8.5). */
    public List<String> addresses(Parameter parameter) throws IOException {
        return entries(content(parameter.control()))
                .map(line -> line.toLowerCase(Locale.ROOT))
                .sorted()
                .toList();
    }

    /** What a control file holds; empty if it is not there, an empty text if it is no UTF-8. */
    public Optional<String> content(String name) throws IOException {
        Path file = control.resolve(name);
        Optional<byte[]> octets = ControlContent.read(file);
        if (octets.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    UTF_8.newDecoder().decode(ByteBuffer.wrap(octets.get())).toString());
        } catch (CharacterCodingException e) {
            warnings.accept(file + " is not valid UTF-8 and counts as empty: " + FailureText.of(e));
            return Optional.of("");
        }
    }
}
