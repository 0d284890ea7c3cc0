package org.jmlmmj.maintd;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jmlmmj.core.address.Ascii;
import org.jmlmmj.core.message.EncodedWords;
import org.jmlmmj.core.message.Header;
import org.jmlmmj.core.message.HeaderBlock;
import org.jmlmmj.core.message.HeaderReader;
import org.jmlmmj.core.message.OversizedHeadersException;

/**
 * A post in a digest, as far as its summary needs it. Immutable and thread-safe.
 *
 * @param number its index
 * @param file where it lies in the archive
 * @param subject decoded, without {@code Re:}
 * @param author its whole {@code From:}, decoded
 * @param id its {@code Message-ID}, if it has one
 * @param references ids of posts that it answers
 */
record DigestPost(long number, Path file, String subject, String author, Optional<String> id, List<String> references) {
    /** What stands in the place of a subject. */
    static final String NO_SUBJECT = "no subject";

    private static final String ANONYMOUS = "anonymous";
    /** A header of a megabyte must not fill the summary, nor ids the memory. */
    private static final int MOST_CHARACTERS = 500;

    private static final int MOST_REFERENCES = 100;
    private static final Pattern ID = Pattern.compile("<[^<>\\s]{1,500}>");

    /** Reads a post; empty if it is not in the archive, where the list's owner may also have put something else. */
    static Optional<DigestPost> read(long number, Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        HeaderBlock headers = headers(file);
        String subject = headers.first("Subject").map(DigestPost::text).orElse("");
        String author = headers.first("From").map(DigestPost::text).orElse("");
        List<String> references = new ArrayList<>();
        addIds(headers, "References", references);
        addIds(headers, "In-Reply-To", references);
        List<String> ids = new ArrayList<>();
        addIds(headers, "Message-ID", ids);
        String title = withoutReply(subject);
        return Optional.of(new DigestPost(
                number,
                file,
                title.isEmpty() ? NO_SUBJECT : title,
                author.isEmpty() ? ANONYMOUS : author,
                ids.stream().findFirst(),
                List.copyOf(references)));
    }

    private static HeaderBlock headers(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS))) {
            return HeaderReader.read(in);
        } catch (OversizedHeadersException e) {
            // It was distributed, so it belongs into the digest; only its headers cannot be shown.
            return HeaderReader.read(InputStream.nullInputStream());
        }
    }

    private static String text(Header header) {
        String decoded = EncodedWords.decode(header.text()).strip();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < decoded.length() && text.length() < MOST_CHARACTERS; i++) {
            char c = decoded.charAt(i);
            text.append(Character.isISOControl(c) || c == '\u2028' || c == '\u2029' ? ' ' : c);
        }
        return text.toString();
    }

    private static void addIds(HeaderBlock headers, String name, List<String> ids) {
        Optional<Header> header = headers.first(name);
        if (header.isPresent()) {
            Matcher matcher = ID.matcher(header.get().value());
            for (int i = 0; i < MOST_REFERENCES && matcher.find(); i++) {
                ids.add(matcher.group());
            }
        }
    }

    /** The subject without the blanks and any number of {@code Re:} in front. */
    static String withoutReply(String subject) {
        String rest = subject.stripLeading();
        while (Ascii.startsWithIgnoreCase(rest, "re:")) {
            rest = rest.substring(3).stripLeading();
        }
        return rest;
    }
}
