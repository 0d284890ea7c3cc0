package org.jmlmmj.send.smtp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.address.ReversePath;
import org.jmlmmj.core.spool.DurableFiles;
import org.jmlmmj.core.spool.Ownership;
import org.jmlmmj.core.spool.RandomNames;

/** Mails for tests of the SMTP client. */
final class Mails {
    private Mails() {}

    /** The wire image of a mail given as text, each character one octet. */
    static WireImage image(Path folder, String mail) {
        return image(folder, mail.getBytes(StandardCharsets.ISO_8859_1), WireImage.IN_MEMORY_OCTETS);
    }

    static WireImage image(Path folder, byte[] mail, int inMemory) {
        try {
            Path file = Files.write(Files.createTempFile(folder, "mail", ""), mail);
            try (FileChannel channel = FileChannel.open(file)) {
                return WireImage.of(channel, files(folder), inMemory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static DurableFiles files(Path folder) throws IOException {
        return new DurableFiles(folder, Ownership.of(folder), RandomNames.secure());
    }

    /** Every octet of the image as one character. */
    static String wire(WireImage image, Optional<EmailAddress> to) {
        return wire(image.segments(to));
    }

    static String wire(List<WireSegment> segments) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (WireSegment segment : segments) {
            all.writeBytes(octets(segment));
        }
        return all.toString(StandardCharsets.ISO_8859_1);
    }

    private static byte[] octets(WireSegment segment) {
        try {
            if (segment instanceof WireSegment.InFile file) {
                // Not closed: closing the stream would close the image's file.
                InputStream in = Channels.newInputStream(file.file().position(file.position()));
                return in.readNBytes((int) file.length());
            }
            ByteBuffer octets = ((WireSegment.InMemory) segment).octets();
            byte[] copy = new byte[octets.remaining()];
            octets.get(copy);
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A transaction of post 37 of {@code news@lists.example}. */
    static Transaction transaction(long number, String recipient, WireImage image, boolean addressed) {
        return Transaction.to(
                new Recipient(number, EmailAddress.of(recipient)),
                address -> ReversePath.of(EmailAddress.of(
                        "news+bounces-37-" + address.local() + "=" + address.domain() + "@lists.example")),
                image,
                addressed);
    }
}
