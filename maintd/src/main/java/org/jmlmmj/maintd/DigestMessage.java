package org.jmlmmj.maintd;

import jakarta.activation.DataHandler;
import jakarta.activation.DataSource;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * A digest as a MIME mail: the text, then the posts in a {@code multipart/digest} (RFC 2046 §5.1.5); without a text the mail is
 * that part alone. Posts are read while they are written, one buffer at a time. For one use.
 *
 * @param headers lines of the mail's own header, octets as characters, without line ends; a line that begins with white space
 *     continues the one before
 * @param list name of the list, for file names
 * @param parts what it is put together from
 * @param address where somebody can get a post with this number (RFC 5064); empty for no such header
 */
record DigestMessage(List<String> headers, String list, DigestParts parts, LongFunction<Optional<String>> address) {
    private static final String ENCODING = "Content-Transfer-Encoding";
    private static final String EIGHT_BIT = "8bit";

    /** Writes the mail; lines end with LF. */
    void writeTo(OutputStream out) throws IOException {
        try {
            LineFeedOutput lines = new LineFeedOutput(out);
            message().writeTo(lines);
            lines.flush();
        } catch (MessagingException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new IOException("the digest cannot be put together: " + e.getMessage(), e);
        }
    }

    private MimeMessage message() throws MessagingException {
        MimeMessage message = new PlainMessage();
        for (String line : headers) {
            message.addHeaderLine(line);
        }
        message.setHeader("MIME-Version", "1.0");
        MimeMultipart posts = new BoundedMultipart("digest", parts.boundaries().get(1));
        for (int i = 0; i < parts.posts().size(); i++) {
            posts.addBodyPart(post(parts.posts().get(i), parts.eightBit().get(i)));
        }
        if (parts.text().isEmpty()) {
            message.setContent(posts);
        } else {
            message.setContent(withText(posts));
        }
        if (parts.isEightBit()) {
            message.setHeader(ENCODING, EIGHT_BIT);
        }
        message.saveChanges();
        return message;
    }

    private MimeMultipart withText(MimeMultipart posts) throws MessagingException {
        MimeMultipart mixed = new BoundedMultipart("mixed", parts.boundaries().get(0));
        MimeBodyPart text = new MimeBodyPart();
        byte[] octets = parts.text().getBytes(StandardCharsets.UTF_8);
        text.setDataHandler(new DataHandler(new Source("text/plain", () -> new ByteArrayInputStream(octets))));
        text.setHeader("Content-Type", "text/plain; charset=UTF-8");
        text.setHeader(ENCODING, parts.textIsEightBit() ? EIGHT_BIT : "7bit");
        mixed.addBodyPart(text);
        MimeBodyPart digest = new MimeBodyPart();
        digest.setContent(posts);
        if (parts.postsAreEightBit()) {
            digest.setHeader(ENCODING, EIGHT_BIT);
        }
        mixed.addBodyPart(digest);
        return mixed;
    }

    private MimeBodyPart post(DigestPost post, boolean eightBit) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setDataHandler(new DataHandler(
                new Source("message/rfc822", () -> Files.newInputStream(post.file(), LinkOption.NOFOLLOW_LINKS))));
        part.setHeader("Content-Type", "message/rfc822");
        part.setHeader("Content-Disposition", "inline; filename=\"" + fileName(post.number()) + "\"");
        if (eightBit) {
            part.setHeader(ENCODING, EIGHT_BIT);
        }
        Optional<String> where = address.apply(post.number());
        if (where.isPresent()) {
            part.setHeader("Archived-At", where.get());
        }
        return part;
    }

    /** Of characters that need no quoting anywhere and mean nothing to a file system. */
    private String fileName(long number) {
        StringBuilder name = new StringBuilder(list);
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean isPlain = (c < 128 && Character.isLetterOrDigit(c)) || "-_+.".indexOf(c) >= 0;
            if (!isPlain) {
                name.setCharAt(i, '_');
            }
        }
        return name + "_" + number + ".eml";
    }

    /** Gives the octets of a part. */
    private interface Opener {
        InputStream open() throws IOException;
    }

    /** Octets that come from somewhere else. */
    private record Source(String type, Opener opener) implements DataSource {
        @Override
        public InputStream getInputStream() throws IOException {
            return opener.open();
        }

        @Override
        public OutputStream getOutputStream() throws IOException {
            throw new IOException("a part of a digest is only read");
        }

        @Override
        public String getContentType() {
            return type;
        }

        @Override
        public String getName() {
            return "";
        }
    }

    /** A mail whose headers are ours. */
    private static final class PlainMessage extends MimeMessage {
        PlainMessage() {
            super((Session) null);
        }

        @Override
        protected void updateMessageID() {
            // It has one, made like all others of the list.
        }
    }

    /** A multipart with a boundary of our choice. */
    private static final class BoundedMultipart extends MimeMultipart {
        BoundedMultipart(String subtype, String boundary) {
            super(subtype);
            contentType = "multipart/" + subtype + "; boundary=" + boundary;
        }
    }

    /** The octets of a text as characters, as header lines are given. */
    static String octets(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
