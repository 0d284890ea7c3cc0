package org.jmlmmj.core.message;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes another charset and another transfer encoding into the headers of a part. Stateless, so thread-safe. */
final class PartHeaderEdits {
    private static final String TYPE = "Content-Type";
    private static final String ENCODING = "Content-Transfer-Encoding";

    private PartHeaderEdits() {}

    /**
     * The headers with these changes; all others stay octet for octet.
     *
     * @param isRoot whether they are those of the mail, which says that it is MIME
     * @throws UntouchableException if the type is too odd to be changed
     */
    static List<Header> apply(
            List<Header> headers,
            Optional<String> charset,
            Optional<TransferEncoding> encoding,
            LineEnd lineEnd,
            boolean isRoot)
            throws UntouchableException {
        List<Header> result = new ArrayList<>(headers);
        if (isRoot && headers.stream().noneMatch(header -> header.is("MIME-Version"))) {
            result.add(Header.of("MIME-Version", "1.0", lineEnd));
        }
        if (charset.isPresent()) {
            setCharset(result, charset.get(), lineEnd);
        }
        encoding.ifPresent(target -> put(result, Header.of(ENCODING, target.word(), lineEnd), ENCODING));
        return result;
    }

    private static void setCharset(List<Header> headers, String charset, LineEnd lineEnd) throws UntouchableException {
        Header type = headers.stream()
                .filter(header -> header.is(TYPE))
                .findFirst()
                .orElseGet(() -> Header.of(TYPE, "text/plain", lineEnd));
        Header changed = CharsetParameter.set(type, charset, lineEnd)
                .orElseThrow(() -> new UntouchableException("a Content-Type is too odd to be changed"));
        put(headers, changed, TYPE);
    }

    private static void put(List<Header> headers, Header header, String name) {
        for (int i = 0; i < headers.size(); i++) {
            if (headers.get(i).is(name)) {
                headers.set(i, header);
                return;
            }
        }
        headers.add(header);
    }

    /** The octets of some headers. */
    static byte[] octets(List<Header> headers) {
        StringBuilder text = new StringBuilder();
        headers.forEach(header -> text.append(new String(header.raw(), StandardCharsets.ISO_8859_1)));
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
