package org.jmlmmj.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jmlmmj.core.cli.FailureText;
import org.jmlmmj.core.cli.RefusedException;
import org.jmlmmj.core.log.Syslog;

/**
 * The file of answers: lines {@code NAME='value'}, as a shell would read them, but never evaluated by one: a file that somebody
 * else wrote must not run commands (spec 07 §8.3). A quote inside a value is {@code '\''}; a value of plain characters needs
 * no quotes. Blank lines and those that begin with {@code #} are passed over. Stateless, so thread-safe.
 */
final class AnswerFile {
    private static final int MOST_OCTETS = 64 * 1024;
    private static final String PLAIN = "@%+=:,./_-";

    private AnswerFile() {}

    /** A path that a person gave, absolute. */
    static Path path(String text) throws RefusedException {
        try {
            return Path.of(text).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new RefusedException("\"" + Syslog.oneLine(text) + "\" is no usable path");
        }
    }

    /**
     * Reads a file.
     *
     * @throws RefusedException if it cannot be read or holds anything else, with the line's number
     */
    static Answers read(Path file) throws RefusedException {
        Map<Answer, String> values = new EnumMap<>(Answer.class);
        List<String> lines = text(file).lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            String place = file + ", line " + (i + 1);
            int equals = line.indexOf('=');
            Answer answer = answer(line.substring(0, Math.max(equals, 0)))
                    .orElseThrow(() -> new RefusedException(place + " is no answer; write NAME='value'"));
            values.put(
                    answer,
                    value(line.substring(equals + 1))
                            .orElseThrow(() -> new RefusedException(place + ": put the value between single quotes")));
        }
        return Answers.of(answer -> Optional.ofNullable(values.get(answer)));
    }

    private static String text(Path file) throws RefusedException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] octets = in.readNBytes(MOST_OCTETS + 1);
            if (octets.length > MOST_OCTETS) {
                throw new RefusedException(file + " is too large for a file of answers");
            }
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
        } catch (CharacterCodingException e) {
            throw new RefusedException(file + " is not UTF-8");
        } catch (IOException e) {
            throw new RefusedException(FailureText.of(e));
        }
    }

    private static Optional<Answer> answer(String name) {
        for (Answer answer : Answer.values()) {
            if (answer.name().equals(name)) {
                return Optional.of(answer);
            }
        }
        return Optional.empty();
    }

    /** Quoted and plain pieces side by side, as the shell joins them; empty if it is anything else. */
    private static Optional<String> value(String text) {
        StringBuilder value = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\'') {
                int end = text.indexOf('\'', at + 1);
                if (end < 0) {
                    return Optional.empty();
                }
                value.append(text, at + 1, end);
                at = end + 1;
            } else if (text.startsWith("\\'", at)) {
                value.append('\'');
                at += 2;
            } else if (Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0) {
                value.append(c);
                at++;
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(value.toString());
    }

    /**
     * Writes every answer, in their order, over what the file holds.
     *
     * @throws RefusedException if it cannot be written
     */
    static void write(Path file, Answers answers) throws RefusedException {
        try {
            Files.writeString(file, format(answers));
        } catch (IOException e) {
            throw new RefusedException(FailureText.of(e));
        }
    }

    private static String format(Answers answers) {
        StringBuilder text = new StringBuilder();
        for (Answer answer : Answer.values()) {
            String value = answers.value(answer).orElse("");
            text.append(answer).append("='").append(value.replace("'", "'\\''")).append("'\n");
        }
        return text.toString();
    }
}
