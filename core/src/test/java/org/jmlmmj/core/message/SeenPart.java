package org.jmlmmj.core.message;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.james.mime4j.dom.Entity;
import org.apache.james.mime4j.dom.Multipart;
import org.apache.james.mime4j.dom.SingleBody;
import org.apache.james.mime4j.message.DefaultMessageBuilder;
import org.apache.james.mime4j.stream.MimeConfig;

/**
 * A part of a mail as mime4j understands it, an opinion that is not ours.
 *
 * @param content without transfer encoding, as text; empty if it is a message
 */
record SeenPart(String type, String content) {
    private static Entity parse(byte[] mail) throws IOException {
        DefaultMessageBuilder builder = new DefaultMessageBuilder();
        builder.setMimeEntityConfig(MimeConfig.PERMISSIVE);
        return builder.parseMessage(new ByteArrayInputStream(mail));
    }

    /** The types of all parts, those of a multipart in brackets behind it. */
    static String structure(byte[] mail) throws IOException {
        return structure(parse(mail));
    }

    private static String structure(Entity entity) {
        if (entity.getBody() instanceof Multipart multipart) {
            List<String> parts = new ArrayList<>();
            multipart.getBodyParts().forEach(part -> parts.add(structure(part)));
            return entity.getMimeType() + parts;
        }
        return entity.getMimeType();
    }

    /** Every part but multiparts. */
    static List<SeenPart> leaves(byte[] mail) throws IOException {
        return leaves(parse(mail));
    }

    private static List<SeenPart> leaves(Entity entity) throws IOException {
        List<SeenPart> seen = new ArrayList<>();
        if (entity.getBody() instanceof Multipart multipart) {
            for (Entity part : multipart.getBodyParts()) {
                seen.addAll(leaves(part));
            }
        } else if (entity.getBody() instanceof SingleBody body) {
            ByteArrayOutputStream octets = new ByteArrayOutputStream();
            body.writeTo(octets);
            String charset = Optional.ofNullable(entity.getCharset()).orElse("us-ascii");
            seen.add(new SeenPart(entity.getMimeType(), octets.toString(Charset.forName(charset))));
        } else {
            seen.add(new SeenPart(entity.getMimeType(), ""));
        }
        return seen;
    }
}
