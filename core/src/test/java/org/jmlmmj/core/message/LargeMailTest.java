package org.jmlmmj.core.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mails of 50 MiB and hostile shapes in a JVM with a heap of 64 MiB. */
class LargeMailTest {
    private static final long SIZE = 50L * 1024 * 1024;
    private static final String MIXED = "Content-Type: multipart/mixed; boundary=b\n\n";
    private static final String LINE = "herons and other birds of the lake, one after the other, all day long\n";

    /** Runs in the small heap; prints the outcome. */
    public static final class Small {
        private Small() {}

        /** Takes the mail and the file to write. */
        @SuppressWarnings("SystemOut")
        public static void main(String[] arguments) throws IOException {
            try (FileChannel mail = FileChannel.open(Path.of(arguments[0]));
                    FileChannel target = create(arguments[1]);
                    FileChannel sevenBit = create(arguments[1] + ".7bit")) {
                HeaderBlock block = HeaderReader.read(new FileRange(mail, 0, mail.size()).stream());
                Footer footer = MailFile.footer("-- \nV\u00f6gel \u2013 birds\n", "<p>V\u00f6gel</p>\n");
                FooterOutcome outcome =
                        FooterInserter.of(footer).insert(mail, block.headers(), block.lineEnd(), block.bodyOffset());
                outcome.mail().writeTo(mail, target);
                StripOutcome stripped =
                        MimeStrip.of(List.of("text/html"), List.of("text/x")).apply(mail, block);
                SevenBitMail converted = SevenBitMail.of(mail);
                converted.writeTo(sevenBit);
                System.out.println(outcome.unchanged().orElse("changed") + ", "
                        + stripped.doubt().orElse("stripped") + ", "
                        + converted.doubt().orElse(converted.isChanged() ? "encoded" : "7bit"));
            }
        }

        private static FileChannel create(String file) throws IOException {
            return FileChannel.open(Path.of(file), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        }
    }

    private static void write(Path file, String head, String repeated, String tail) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            out.write(head.getBytes(StandardCharsets.UTF_8));
            byte[] octets = repeated.getBytes(StandardCharsets.UTF_8);
            for (long written = 0; written < SIZE; written += octets.length) {
                out.write(octets);
            }
            out.write(tail.getBytes(StandardCharsets.UTF_8));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text 8bit|changed, stripped, 7bit",
                "html 8bit|changed, stripped, 7bit",
                "text latin1|a text that must be encoded anew has more than 2097152 octets, stripped, 7bit",
                "text base64|a text in base64 has more than 2097152 octets, stripped, 7bit",
                "attachment|changed, stripped, 7bit",
                "one line|changed, stripped, 7bit",
                "pgp|a text is signed or encrypted with PGP, stripped, 7bit",
                "parts|the mail has more than 10000 parts, the mail has more than 10000 parts, the mail has more than 10000 parts",
                "alternatives|changed, stripped, 7bit",
                "fat alternatives|more than 6291456 octets of the mail would change, stripped, 7bit",
                "part headers|changed, stripped, 7bit",
                "boundaries|changed, stripped, 7bit",
                "umlauts|changed, stripped, encoded",
                "octets|changed, stripped, encoded",
                "attached mails|changed, stripped, more than 40000 places of the mail would change",
            })
    void takes_bounded_memory(String kind, String expected, @TempDir Path folder) throws Exception {
        Path mail = folder.resolve("mail");
        Path written = folder.resolve("written");
        make(kind, mail);
        Process java = start(mail, written);
        try {
            String said = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(said.strip()).isEqualTo(expected);
            assertThat(java.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(Files.size(written)).isGreaterThan(Files.size(mail) - 100);
            boolean isEncoded = expected.endsWith("encoded");
            assertThat(Files.size(Path.of(written + ".7bit")))
                    .isGreaterThanOrEqualTo(isEncoded ? SIZE / 3 * 4 : Files.size(mail));
        } finally {
            java.destroyForcibly();
        }
    }

    private static Process start(Path mail, Path written) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Small.class.getName(),
                        mail.toString(),
                        written.toString())
                .redirectErrorStream(true);
        // They could set another heap, and each makes the JVM say so.
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"));
        return builder.start();
    }

    private static void make(String kind, Path mail) throws IOException {
        String eightBit = "; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n";
        switch (kind) {
            case "text 8bit" -> write(mail, "Content-Type: text/plain" + eightBit, LINE, "");
            case "html 8bit" -> write(mail, "Content-Type: text/html" + eightBit, LINE, "</body></html>\n");
            case "text latin1" -> write(mail, "Content-Type: text/plain; charset=iso-8859-1\n\n", LINE, "");
            case "text base64" ->
                write(mail, "Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\n", "AAAA\n", "");
            case "attachment" -> write(mail, MIXED + "--b\n\nherons\n--b\nContent-Type: image/x\n\n", LINE, "--b--\n");
            case "one line" -> write(mail, MIXED + "--b\n\nherons\n--b\nContent-Type: image/x\n\n", "x", "\n--b--\n");
            case "pgp" ->
                write(mail, "Content-Type: text/plain" + eightBit + "-----BEGIN PGP MESSAGE-----\n", LINE, "");
            case "parts" -> write(mail, MIXED, "--b\n\n\n", "--b--\n");
            case "alternatives" -> write(mail, alternatives(9_000, 1), "x\n", "");
            case "fat alternatives" -> write(mail, alternatives(12, 1_900_000 / LINE.length()), "x\n", "");
            case "part headers" ->
                write(
                        mail,
                        MIXED + "--b\n\nherons\n",
                        "--b\nContent-Type: " + "x/y; z=\"" + "t".repeat(60_000) + "\"\n" + "X: " + "y".repeat(100_000)
                                + "\nContent-ID: " + "i".repeat(60_000) + "\n\n\n",
                        "--b--\n");
            case "boundaries" -> {
                StringBuilder head = new StringBuilder();
                StringBuilder tail = new StringBuilder();
                for (int i = 0; i < 50; i++) {
                    head.append("Content-Type: multipart/mixed; boundary=b" + i + "\n\n--b" + i + "\n");
                    tail.insert(0, "\n--b" + i + "--\n");
                }
                write(mail, head + "\nherons\n--b49\nContent-Type: image/x\n\n", "--\n--b4x\n", tail.toString());
            }
            case "umlauts" -> write(mail, "Content-Type: text/plain" + eightBit, "\u00fc\u00e4\u00f6\n", "");
            case "octets" ->
                write(mail, MIXED + "--b\n\nherons\n--b\nContent-Type: image/x\n\n", "\u00fc", "\n--b--\n");
            case "attached mails" -> write(mail, MIXED + "--b\n\nherons\n", digests(900), "--b--\n");
            default -> throw new IllegalArgumentException(kind);
        }
    }

    /** Mails in a mail, each with a part that has to be encoded. */
    private static String digests(int count) {
        String one = "--d\n\nSubject: herons\n\n\u00fc\n";
        return "--b\nContent-Type: message/rfc822\n\nContent-Type: multipart/digest; boundary=d\n\n" + one.repeat(count)
                + "--d--\n";
    }

    /** Latin-1 texts that must be encoded anew, then an epilogue. */
    private static String alternatives(int count, int lines) {
        String part = "--b\nContent-Type: text/plain; charset=iso-8859-1\n\n" + LINE.repeat(lines);
        return "Content-Type: multipart/alternative; boundary=b\n\n" + part.repeat(count) + "--b--\n";
    }
}
