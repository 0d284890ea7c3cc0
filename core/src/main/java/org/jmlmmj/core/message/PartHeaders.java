package org.jmlmmj.core.message;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jmlmmj.core.address.Ascii;

/**
 * What the headers of a mail or of one of its parts say about its content. Immutable and thread-safe.
 *
 * @param type {@code type/subtype} in lower case; text/plain if there is no {@code Content-Type:} (RFC 2045 §5.2)
 * @param declaredTypes what every {@code Content-Type:} begins with, in lower case, however malformed; none if there is none
 * @param parameters the parameters of the type
 * @param isAttachment whether it is shown apart from the text: it says so, or has a name and does not say it is inline
 * @param encoding empty if nobody knows what its name means
 * @param id the {@code Content-ID:} with its angle brackets, or nothing
 * @param flaw why two mail programs may understand the headers differently, if they may
 */
record PartHeaders(
        String type,
        List<String> declaredTypes,
        TypeParameters parameters,
        boolean isAttachment,
        Optional<TransferEncoding> encoding,
        String id,
        Optional<String> flaw) {

    /** Longer values are no honest ones; they are cut, so that a mail of ten thousand parts stays small in memory. */
    static final int LONGEST_VALUE = 200;

    static PartHeaders of(List<Header> headers) {
        return of(headers, "text/plain");
    }

    /** The same for a part without {@code Content-Type:} that counts as another type (RFC 2046 §5.1.5). */
    static PartHeaders of(List<Header> headers, String defaultType) {
        List<Header> types = all(headers, "Content-Type");
        List<Header> encodings = all(headers, "Content-Transfer-Encoding");
        List<Header> dispositions = all(headers, "Content-Disposition");
        ContentType type = types.isEmpty() ? ContentType.standard(defaultType) : ContentType.of(types.get(0));
        boolean isInline = !dispositions.isEmpty() && dispositions.stream().allMatch(PartHeaders::isInline);
        return new PartHeaders(
                type.name(),
                types.stream().flatMap(PartHeaders::declared).toList(),
                type.parameters(),
                !isInline && (!dispositions.isEmpty() || type.parameters().isNamed()),
                encodings.isEmpty()
                        ? Optional.of(TransferEncoding.SEVEN_BIT)
                        : TransferEncoding.of(encodings.get(0).value()),
                all(headers, "Content-ID").stream()
                        .findFirst()
                        .map(id -> cut(id.value().strip()))
                        .orElse(""),
                flaw(headers, types, encodings).or(type::flaw));
    }

    /** Also those with blanks in front of the colon, which some programs accept (RFC 5322 §4.5) and some do not. */
    private static List<Header> all(List<Header> headers, String name) {
        return headers.stream()
                .filter(header -> header.startsWith(name))
                .filter(header -> header.is(name) || isSpaced(header, name))
                .toList();
    }

    private static boolean isSpaced(Header header, String name) {
        String rest = header.unfolded().substring(name.length());
        return rest.stripLeading().startsWith(":") && !rest.startsWith(":");
    }

    private static Optional<String> flaw(List<Header> headers, List<Header> types, List<Header> encodings) {
        if (types.size() > 1) {
            return Optional.of("a part has several Content-Type headers");
        }
        if (encodings.size() > 1) {
            return Optional.of("a part has several Content-Transfer-Encoding headers");
        }
        if (types.stream().anyMatch(header -> isSpaced(header, "Content-Type"))
                || encodings.stream().anyMatch(header -> isSpaced(header, "Content-Transfer-Encoding"))) {
            return Optional.of("a part has a blank behind the name of a header");
        }
        if (headers.stream().anyMatch(header -> header.unfolded().indexOf(':') < 1)) {
            return Optional.of("a part begins with lines that are no headers");
        }
        return Optional.empty();
    }

    private static boolean isInline(Header disposition) {
        String value = disposition.value().strip();
        return Ascii.startsWithIgnoreCase(value, "inline")
                && (value.length() == 6 || " \t;(".indexOf(value.charAt(6)) >= 0);
    }

    /** Both the understood type and the bare value, so that no oddity hides a type from those who look for it. */
    private static Stream<String> declared(Header header) {
        String bare = cut(Ascii.lowerCase(header.value().strip()));
        return Stream.of(ContentType.of(header).name(), bare).distinct();
    }

    static String cut(String value) {
        return value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE);
    }

    boolean isMultipart() {
        return type.startsWith("multipart/");
    }

    /** Whether the octets of this part are covered by a signature, or nobody but the recipient can read them. */
    boolean isSealed() {
        return type.equals("multipart/signed")
                || type.equals("multipart/encrypted")
                || type.equals("application/pkcs7-mime")
                || type.equals("application/x-pkcs7-mime");
    }

    boolean isHtml() {
        return type.equals("text/html");
    }

    /** Whether this is text that a mail program shows as the mail itself. */
    boolean isBodyText() {
        return (isHtml() || type.equals("text/plain")) && !isAttachment;
    }
}
