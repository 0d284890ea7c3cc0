package org.jmlmmj.admin.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The headers of a mail in a mailbox of this machine. Immutable and thread-safe.
 *
 * @param headers one header after the other, not folded any more
 */
record ArrivedMail(List<String> headers) {
    private static final Pattern FOLD = Pattern.compile("\r?\n(?=[ \t])");
    private static final Pattern SIGNATURE =
            Pattern.compile("(?i)dkim-signature:.*?(?:^|[;:])\\s*d\\s*=\\s*([^;\\s]+).*", Pattern.DOTALL);

    /**
     * Finds a mail in a mailbox: a folder of mails (Maildir) or one file (mbox).
     *
     * @param id its Message-ID, with the angle brackets
     */
    static Optional<ArrivedMail> find(Path mailbox, String id) throws IOException {
        for (Path file : files(mailbox)) {
            Optional<ArrivedMail> mail = read(file)
                    .map(text -> text.split("(?m)^(?=From )"))
                    .flatMap(mails -> Stream.of(mails)
                            .map(ArrivedMail::of)
                            .filter(one -> one.has(id))
                            .findFirst());
            if (mail.isPresent()) {
                return mail;
            }
        }
        return Optional.empty();
    }

    private static List<Path> files(Path mailbox) throws IOException {
        if (!Files.isDirectory(mailbox)) {
            return List.of(mailbox);
        }
        List<Path> files = new ArrayList<>();
        for (String folder : List.of("new", "cur")) {
            Path mails = mailbox.resolve(folder);
            if (Files.isDirectory(mails)) {
                try (Stream<Path> entries = Files.list(mails)) {
                    entries.forEach(files::add);
                }
            }
        }
        return files;
    }

    /** Nothing if it does not exist (yet, or any more). */
    private static Optional<String> read(Path file) throws IOException {
        try {
            return Optional.of(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    static ArrivedMail of(String mail) {
        String block = mail.split("\r?\n\r?\n", 2)[0];
        return new ArrivedMail(FOLD.matcher(block).replaceAll("").lines().toList());
    }

    private boolean has(String id) {
        return headers.stream()
                .filter(header -> header.regionMatches(true, 0, "Message-ID:", 0, "Message-ID:".length()))
                .anyMatch(header -> header.contains(id));
    }

    /** The domains that signed it (RFC 6376 §3.5, tag {@code d}). */
    List<String> signers() {
        return headers.stream()
                .map(SIGNATURE::matcher)
                .filter(java.util.regex.Matcher::matches)
                .map(signature -> signature.group(1))
                .toList();
    }
}
