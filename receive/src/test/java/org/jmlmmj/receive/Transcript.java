package org.jmlmmj.receive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jmlmmj.core.test.ListFixture;
import org.jmlmmj.core.test.ReceivedMail;

/**
 * Everything that can be seen of a run, as text in ASCII that says each octet: what the relay got, which files of the list came,
 * grew, changed or went, what was logged. Content stands behind a bar; {@code \r \t \\ \xHH} are octets, {@code \c} at the end of a
 * line says that there is no line feed. Not as they were are random names, the process id, the port of the relay and the place of
 * the list.
 */
final class Transcript {
    private static final byte[] NONE = {};
    /** The names of {@link ListFixture} count from 0. */
    private static final Pattern RANDOM_NAME = Pattern.compile("0{12}[0-9a-f]{4}");

    private static final Pattern MESSAGE_ID = Pattern.compile("-[0-9]+-mlmmj-[0-9a-f]{8}@");

    private final ListFixture list;
    private final int port;
    private final Map<String, Integer> names = new HashMap<>();
    private final StringBuilder text = new StringBuilder();
    private Map<String, byte[]> files;

    /** @param port of the relay */
    Transcript(ListFixture list, int port) throws IOException {
        this.list = list;
        this.port = port;
        this.files = filesOf(list);
    }

    private static Map<String, byte[]> filesOf(ListFixture list) throws IOException {
        Map<String, byte[]> found = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(list.folder())) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                found.put(list.folder().relativize(path).toString(), Files.readAllBytes(path));
            }
        }
        return found;
    }

    /** Writes down a run that is over. */
    void addRun(String title, int status, List<ReceivedMail> mails, List<String> log) throws IOException {
        Map<String, byte[]> before = files;
        files = filesOf(list);
        text.append("== ").append(title).append(": status ").append(status).append('\n');
        mails.stream()
                .sorted(Comparator.comparing(mail -> mail.recipients().toString()))
                .forEach(this::addMail);
        before.keySet().stream()
                .filter(name -> !files.containsKey(name))
                .forEach(name -> text.append("gone ").append(named(name)).append('\n'));
        files.forEach((name, content) -> addFile(name, before.getOrDefault(name, NONE), content));
        log.stream()
                // What it says of deliveries is seen in the mails.
                .filter(line -> !line.startsWith("INFO: mail "))
                .forEach(line -> text.append("log ").append(visible(line)).append('\n'));
    }

    private void addFile(String name, byte[] before, byte[] now) {
        if (Arrays.equals(before, now)) {
            return;
        }
        if (name.startsWith(".")) {
            // Our own notes, in a form that is tested where they are written.
            text.append("note ").append(name).append('\n');
            return;
        }
        boolean isLonger = before.length > 0
                && now.length > before.length
                && Arrays.equals(before, 0, before.length, now, 0, before.length);
        text.append(isLonger ? "more " : "file ").append(named(name)).append('\n');
        addContent(isLonger ? Arrays.copyOfRange(now, before.length, now.length) : now);
    }

    private void addMail(ReceivedMail mail) {
        text.append("mail from <").append(mail.sender()).append("> to ").append(mail.recipients());
        String same = files.entrySet().stream()
                .filter(file -> Arrays.equals(withoutCr(file.getValue()), withoutCr(mail.message())))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
        if (same.isEmpty()) {
            text.append('\n');
            addContent(withoutCr(mail.message()));
        } else {
            text.append(" as ").append(named(same)).append('\n');
        }
    }

    /** On the wire every line ends with CR LF, the last one too; here with LF. */
    private static byte[] withoutCr(byte[] octets) {
        String lines = new String(octets, ISO_8859_1).replace("\r\n", "\n");
        return (lines.endsWith("\n") ? lines : lines + "\n").getBytes(ISO_8859_1);
    }

    private void addContent(byte[] octets) {
        String content = new String(octets, ISO_8859_1);
        int start = 0;
        for (int end = content.indexOf('\n'); end >= 0; end = content.indexOf('\n', start)) {
            text.append('|').append(visible(content.substring(start, end))).append('\n');
            start = end + 1;
        }
        if (start < content.length()) {
            text.append('|').append(visible(content.substring(start))).append("\\c\n");
        }
    }

    /** Names by the order in which they appear, since only that says something. */
    private String named(String line) {
        String counted = RANDOM_NAME
                .matcher(line)
                .replaceAll(name -> "NAME" + names.computeIfAbsent(name.group(), any -> names.size() + 1));
        return MESSAGE_ID.matcher(counted).replaceAll("-PID-mlmmj-NAME@");
    }

    private String visible(String line) {
        String known = named(line.replace(list.folder().toString(), "LIST").replace(":" + port, ":PORT"));
        StringBuilder visible = new StringBuilder(known.length());
        for (int i = 0; i < known.length(); i++) {
            char c = known.charAt(i);
            boolean isTrailing = c == ' ' && i == known.length() - 1;
            switch (c) {
                case '\\' -> visible.append("\\\\");
                case '\r' -> visible.append("\\r");
                case '\t' -> visible.append("\\t");
                default -> {
                    if (c < ' ' || c > '~' || isTrailing) {
                        visible.append(String.format(c > 0xff ? "\\u%04x" : "\\x%02x", (int) c));
                    } else {
                        visible.append(c);
                    }
                }
            }
        }
        return visible.toString();
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
