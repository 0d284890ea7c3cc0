package org.jmlmmj.bounce;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jmlmmj.send.smtp.EnhancedStatus;

/**
 * What mail servers of the world write in reports that follow no standard: the resource {@code phrases.txt}, whose head explains
 * its form. Immutable and thread-safe.
 */
final class Phrases {
    /** Phrases that begin a report of a failure; a {@code @} in one stands for the recipient. */
    static final String FAILURE = "failure";
    /** Phrases of warnings that mail is late. */
    static final String DELAY = "delay";
    /** Phrases with which what is about the failure ends and a copy of the mail begins. */
    static final String END = "end";
    /** Words in front of a recipient. */
    static final String RECIPIENT = "recipient";
    /** Beginnings of subjects of automatic answers. */
    static final String REPLY_SUBJECT = "reply-subject";
    /** Phrases in subjects of reports. */
    static final String BOUNCE_SUBJECT = "bounce-subject";

    private static final String STATUS = "status ";

    private final Map<String, List<String>> sections;
    private final Map<EnhancedStatus, List<String>> meanings = new LinkedHashMap<>();

    private Phrases(Map<String, List<String>> sections) {
        this.sections = new LinkedHashMap<>();
        sections.forEach((name, phrases) -> this.sections.put(name, List.copyOf(phrases)));
        this.sections.forEach((name, phrases) -> {
            if (name.startsWith(STATUS)) {
                meanings.put(
                        EnhancedStatus.parse(name.substring(STATUS.length())).orElseThrow(), phrases);
            }
        });
    }

    /** Reads the resource. */
    static Phrases load() throws IOException {
        try (InputStream in = Phrases.class.getResourceAsStream("phrases.txt")) {
            if (in == null) {
                throw new IOException("phrases.txt is missing from the program's jar");
            }
            return new Phrases(read(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))));
        }
    }

    private static Map<String, List<String>> read(BufferedReader lines) throws IOException {
        Map<String, List<String>> sections = new LinkedHashMap<>();
        List<String> current = new ArrayList<>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String phrase = line.stripTrailing();
            if (phrase.startsWith("[")) {
                current = sections.computeIfAbsent(phrase.substring(1, phrase.length() - 1), name -> new ArrayList<>());
            } else if (!phrase.isEmpty() && !phrase.startsWith("# ")) {
                current.add(phrase);
            }
        }
        return sections;
    }

    /** The phrases of a section. */
    List<String> of(String section) {
        return sections.getOrDefault(section, List.of());
    }

    /** Whether a phrase of a section occurs in a text that {@link #fold} made. */
    boolean occurs(String section, String folded) {
        return of(section).stream().anyMatch(folded::contains);
    }

    /** The code that the words of a server stand for; empty if no phrase is among them. */
    Optional<EnhancedStatus> meaning(String words) {
        String folded = fold(words);
        return meanings.entrySet().stream()
                .filter(meaning -> meaning.getValue().stream().anyMatch(folded::contains))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** A text as phrases are written: lower case, one blank for white space, straight quotes. */
    static String fold(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                if (folded.length() > 0 && folded.charAt(folded.length() - 1) != ' ') {
                    folded.append(' ');
                }
            } else {
                folded.append(c == '\u2019' || c == '\u2018' ? '\'' : c);
            }
        }
        return folded.toString().toLowerCase(Locale.ROOT).strip();
    }
}
