package org.jmlmmj.core.message;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.RawBody;
import org.apache.james.mime4j.stream.RawFieldParser;
import org.apache.james.mime4j.util.ContentUtil;
import org.jmlmmj.core.address.Ascii;

/**
 * A {@code Content-Type:} header, read (RFC 2045 §5.1). Immutable and thread-safe.
 *
 * @param name {@code type/subtype} in lower case; empty if it cannot be read
 * @param flaw why mail programs may disagree about it, if they may
 */
record ContentType(String name, TypeParameters parameters, Optional<String> flaw) {
    /** Above this a header is not read at all: no honest one comes near. */
    private static final int MOST_OCTETS = 64 * 1024;

    private static final String TOKEN = "[!#$%&'*+.^_`{|}~0-9A-Za-z-]{1,100}";
    private static final Pattern NAME = Pattern.compile(TOKEN + "/" + TOKEN);

    /** What a part without the header has. */
    static ContentType standard(String name) {
        return new ContentType(name, TypeParameters.NONE, Optional.empty());
    }

    static ContentType of(Header header) {
        if (header.size() > MOST_OCTETS) {
            return unreadable();
        }
        RawBody body;
        try {
            body = RawFieldParser.DEFAULT.parseRawBody(RawFieldParser.DEFAULT.parseField(
                    ContentUtil.encode(StandardCharsets.ISO_8859_1, header.unfolded())));
        } catch (MimeException e) {
            return unreadable();
        }
        String name = body.getValue() == null ? "" : body.getValue().replace(" / ", "/");
        if (!NAME.matcher(name).matches()) {
            return unreadable();
        }
        TypeParameters parameters = TypeParameters.of(body.getParams());
        return new ContentType(Ascii.lowerCase(name), parameters, parameters.flaw());
    }

    private static ContentType unreadable() {
        return new ContentType("", TypeParameters.NONE, Optional.of("a Content-Type cannot be read"));
    }
}
