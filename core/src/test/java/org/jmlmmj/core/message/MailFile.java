package org.jmlmmj.core.message;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** A mail in a file that is gone when it is closed. Not thread-safe. */
final class MailFile implements Closeable {
    private final FileChannel channel;

    private MailFile(FileChannel channel) {
        this.channel = channel;
    }

    static MailFile of(byte[] mail) throws IOException {
        Path file = Files.createTempFile("mail", "");
        Files.write(file, mail);
        return new MailFile(FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.DELETE_ON_CLOSE));
    }

    static MailFile of(String mail) throws IOException {
        return of(mail.getBytes(StandardCharsets.UTF_8));
    }

    FileChannel channel() {
        return channel;
    }

    HeaderBlock headers() throws IOException {
        channel.position(0);
        return HeaderReader.read(new BufferedInputStream(Channels.newInputStream(channel)));
    }

    MimePart scan() throws IOException, UntouchableException {
        HeaderBlock block = headers();
        return MimeScanner.scan(channel, block.headers(), block.bodyOffset());
    }

    FooterOutcome insert(Footer footer) throws IOException {
        HeaderBlock block = headers();
        return FooterInserter.of(footer).insert(channel, block.headers(), block.lineEnd(), block.bodyOffset());
    }

    byte[] write(RewrittenMail mail) throws IOException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        mail.writeTo(channel, Channels.newChannel(octets));
        return octets.toByteArray();
    }

    static Footer footer(String text, String html) {
        return Footer.of(
                        Optional.of(text.getBytes(StandardCharsets.UTF_8)),
                        Optional.of(html.getBytes(StandardCharsets.UTF_8)))
                .orElseThrow();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
