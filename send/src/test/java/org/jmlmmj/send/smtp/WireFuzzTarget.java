package org.jmlmmj.send.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.address.ReversePath;
import org.jmlmmj.core.spool.DurableFiles;

/**
 * Any octets as a mail and, up to the first empty line, as the addresses beside it: every server, however it reads line ends and dots,
 * finds exactly the mails that were sent, with DATA and with BDAT. For one thread.
 */
public final class WireFuzzTarget {
    private static final EmailAddress ANN = EmailAddress.of("ann@a.example");
    private static final List<List<String>> SERVERS = List.of(
            List.of(),
            List.of("PIPELINING", "8BITMIME", "SIZE 10000000"),
            List.of("PIPELINING", "CHUNKING", "8BITMIME", "SMTPUTF8"));

    private static final DurableFiles FILES = files();

    private WireFuzzTarget() {}

    private static DurableFiles files() {
        try {
            return Mails.files(Path.of(System.getProperty("java.io.tmpdir")));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One input. */
    public static void fuzzerTestOneInput(byte[] octets) throws IOException {
        String text = new String(octets, StandardCharsets.UTF_8);
        EmailAddress other = Arrays.stream(text.split("\n", -1))
                .flatMap(line -> EmailAddress.parse(line).stream())
                .findFirst()
                .orElse(ANN);
        try (WireImage image = WireImage.of(target -> target.write(ByteBuffer.wrap(octets)), FILES)) {
            List<WireImage> forms = List.of(image, image.replyingTo(other));
            for (List<String> server : SERVERS) {
                for (boolean addressed : new boolean[] {false, true}) {
                    List<Transaction> mails = new ArrayList<>();
                    for (WireImage form : forms) {
                        mails.add(Transaction.to(
                                new Recipient(mails.size(), mails.isEmpty() ? ANN : other),
                                address -> ReversePath.of(other),
                                form,
                                addressed));
                    }
                    check(octets, mails, server);
                }
            }
        }
    }

    private static void check(byte[] octets, List<Transaction> mails, List<String> server) {
        String session = SentSession.of(mails, server);
        List<String> read = ServerReading.STRICT.read(session);
        for (ServerReading reading : ServerReading.values()) {
            assertThat(reading.read(session)).as(reading.name()).isEqualTo(read);
        }
        assertThat(read.stream().map(WireFuzzTarget::verb).collect(Collectors.joining(" ")))
                .matches("EHLO( MAIL RCPT (DATA|BDAT) mail( RSET)?)* QUIT");
        List<String> contents =
                read.stream().filter(line -> line.startsWith("mail ")).toList();
        // A server may not be able to take the mail, or an address; it is told nothing of it then.
        assertThat(contents.size()).isLessThanOrEqualTo(mails.size());
        assertThat(contents).allSatisfy(content -> assertThat(content).endsWith(model(octets, content)));
    }

    private static String verb(String line) {
        return line.split(" ", 2)[0];
    }

    /** The end of the mail as every server has it, from the first empty line on if a header line was added. */
    private static String model(byte[] octets, String content) {
        String lines = new String(octets, StandardCharsets.ISO_8859_1)
                .replace("\r\n", "\n")
                .replace('\r', ' ');
        String ended = lines.isEmpty() || lines.endsWith("\n") ? lines : lines + "\n";
        int body = content.contains("\r\nTo: ") || content.startsWith("mail To: ") ? body(ended) : 0;
        return ended.substring(body).replace("\n", "\r\n");
    }

    private static int body(String lines) {
        int gap = lines.startsWith("\n") ? 0 : lines.indexOf("\n\n");
        return Optional.of(gap).filter(found -> found >= 0).orElse(0);
    }
}
