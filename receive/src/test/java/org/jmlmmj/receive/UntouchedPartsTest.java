package org.jmlmmj.receive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jmlmmj.core.cli.ExitStatus;
import org.jmlmmj.core.message.EncodedWords;
import org.jmlmmj.core.test.ListFixture;
import org.jmlmmj.core.test.MemoryFolder;

/**
 * Made-up posts to lists with made-up features: whatever a feature is not there to change leaves as it came, octet for octet. Each
 * octet is one character here.
 */
class UntouchedPartsTest {
    private static final Pattern OWN_PART = Pattern.compile("--b1\r?\nContent-Type: text/plain; charset=us-ascii\r?\n"
            + "Content-Transfer-Encoding: 7bit\r?\nContent-Disposition: inline\r?\n");

    /** An own part, or two footers. */
    private static final int MOST_ADDED = 150;

    /** What a list can do to posts. */
    enum Feature {
        PREFIX,
        DELHEADERS,
        CUSTOMHEADERS,
        REPLYTO,
        LISTHEADERS,
        FOOTER;

        void addTo(ListFixture list) {
            switch (this) {
                case PREFIX -> list.control("prefix", "[b]\n");
                case DELHEADERS -> list.control("delheaders", "X-Spam\nDKIM-Signature:\n");
                case CUSTOMHEADERS -> list.control("customheaders", "X-Custom: 1\n\nX-Custom: 2");
                case REPLYTO -> list.control("replyto", "");
                case LISTHEADERS -> list.control("listheaders", "");
                case FOOTER -> list.control("footer_text", "-- \nbirds\n").control("footer_html", "<p>birds</p>\n");
            }
        }
    }

    @Provide
    static Arbitrary<MadeUpMail> mails() {
        return MadeUpMail.arbitrary();
    }

    @Provide
    static Arbitrary<Set<Feature>> features() {
        return Arbitraries.of(Feature.class).set();
    }

    @Property(tries = 300)
    void headers_that_no_feature_touches_leave_as_they_came(
            @ForAll("mails") MadeUpMail mail, @ForAll("features") Set<Feature> features) throws IOException {
        String post = post(mail, features);
        List<String> ours = new ArrayList<>();
        for (String header : headers(post.substring(0, headEnd(post, mail.lineEnd())))) {
            if (!isOurs(header, features, mail)) {
                ours.add(header);
            }
        }
        assertThat(ours).isEqualTo(untouched(mail, features));
    }

    @Property(tries = 300)
    void a_body_without_a_footer_leaves_as_it_came(
            @ForAll("mails") MadeUpMail mail, @ForAll("features") Set<Feature> features) throws IOException {
        features.remove(Feature.FOOTER);
        String post = post(mail, features);
        assertThat(body(post, mail)).isEqualTo(mail.body().replace("\n", mail.lineEnd()));
    }

    @Property(tries = 300)
    void a_footer_only_adds_to_a_body(@ForAll("mails") MadeUpMail mail, @ForAll("features") Set<Feature> features)
            throws IOException {
        features.add(Feature.FOOTER);
        String body = body(post(mail, features), mail);
        String old = mail.body().replace("\n", mail.lineEnd());
        int at = 0;
        for (String opaque : mail.opaque()) {
            at = body.indexOf(opaque, at);
            assertThat(at).as("place of what is not to be touched").isNotNegative();
            at += opaque.length();
        }
        assertThat(withoutFooters(body)).isEqualTo(withoutFooters(old));
        assertThat(body.length() - old.length()).isBetween(0, MOST_ADDED);
    }

    /** Without what a footer consists of, and line ends, as a text may need one before it. */
    private static String withoutFooters(String body) {
        return OWN_PART.matcher(body).replaceAll("").replaceAll("[\r\n]|-- |<p>birds</p>|birds", "");
    }

    /** Pipes the mail in, and returns what would go to subscribers. */
    private static String post(MadeUpMail mail, Set<Feature> features) throws IOException {
        Path folder = MemoryFolder.create();
        try (PipedList piped = PipedList.of(ListFixture.in(folder))) {
            features.forEach(feature -> feature.addTo(piped.list()));
            piped.list().control("noloopguard", "");
            assertThat(piped.receive(mail.text().getBytes(ISO_8859_1))).isEqualTo(ExitStatus.OK);
            return piped.list().content("archive/1");
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static int headEnd(String mail, String lineEnd) {
        return mail.indexOf(lineEnd + lineEnd) + lineEnd.length();
    }

    private static String body(String post, MadeUpMail mail) {
        return post.substring(headEnd(post, mail.lineEnd()) + mail.lineEnd().length());
    }

    private static List<String> headers(String head) {
        return List.of(head.split("(?<=\n)(?![ \t])"));
    }

    private static List<String> untouched(MadeUpMail mail, Set<Feature> features) {
        return mail.headers().stream()
                .map(header -> (header + "\n").replace("\n", mail.lineEnd()))
                .filter(header -> !isChanged(header, features))
                .toList();
    }

    private static boolean isChanged(String header, Set<Feature> features) {
        String lower = header.toLowerCase(Locale.ROOT);
        return lower.startsWith("return-path:")
                || lower.startsWith("from ")
                || (features.contains(Feature.PREFIX) && lower.startsWith("subject:"))
                || (features.contains(Feature.REPLYTO) && lower.startsWith("reply-to:"))
                || (features.contains(Feature.DELHEADERS)
                        && (lower.startsWith("x-spam") || lower.startsWith("dkim-signature:")))
                || (features.contains(Feature.LISTHEADERS)
                        && (lower.startsWith("list-help:") || lower.startsWith("x-loop:")));
    }

    private static boolean isOurs(String header, Set<Feature> features, MadeUpMail mail) {
        String lower = header.toLowerCase(Locale.ROOT);
        if (features.contains(Feature.PREFIX) && lower.startsWith("subject:")) {
            assertThat(EncodedWords.decode(header)).contains("[b]");
            return true;
        }
        return (features.contains(Feature.CUSTOMHEADERS) && header.matches("X-Custom: [12]\r?\n"))
                || (features.contains(Feature.REPLYTO)
                        && header.equals("Reply-To: Ann <ann@example.net>" + mail.lineEnd()))
                || (features.contains(Feature.LISTHEADERS) && lower.matches("(?s)(list-|x-loop:).*birds.*"));
    }
}
