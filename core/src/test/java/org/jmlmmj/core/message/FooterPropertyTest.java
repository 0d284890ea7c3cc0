package org.jmlmmj.core.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every mail, whatever its structure. mime4j says what a mail program would see. */
class FooterPropertyTest {
    private static final String TEXT = "-- \nV\u00f6gel \u2013 birds=list\n";
    private static final String HTML = "<p>V\u00f6gel \u2013 birds=list</p>\n";
    private static final Footer FOOTER = MailFile.footer(TEXT, HTML);

    @Provide
    static Arbitrary<MimeTree> trees() {
        return MimeTree.arbitrary();
    }

    @Property(tries = 250)
    void mail_programs_see_the_same_tree_with_the_footer_in_it(@ForAll("trees") MimeTree tree, @ForAll LineEnd lineEnd)
            throws IOException {
        byte[] before = tree.mail(lineEnd);
        try (MailFile mail = MailFile.of(before)) {
            FooterOutcome outcome = mail.insert(FOOTER);
            byte[] after = mail.write(outcome.mail());
            if (outcome.unchanged().isPresent()) {
                assertThat(after).isEqualTo(before);
                return;
            }
            String structure = SeenPart.structure(before);
            String own = structure.substring(0, structure.length() - 1) + ", text/plain]";
            assertThat(SeenPart.structure(after)).isIn(structure, own);
            compare(SeenPart.leaves(before), SeenPart.leaves(after));
        }
    }

    private static void compare(List<SeenPart> before, List<SeenPart> after) {
        int changed = after.size() - before.size();
        for (int i = 0; i < before.size(); i++) {
            String old = before.get(i).content();
            String now = after.get(i).content();
            assertThat(after.get(i).type()).isEqualTo(before.get(i).type());
            if (!now.equals(old)) {
                changed++;
                boolean isHtml = before.get(i).type().equals("text/html");
                assertThat(withoutFooter(now, isHtml ? HTML : TEXT)).isEqualTo(words(old));
            }
        }
        assertThat(changed).isPositive();
    }

    /** The text without the footer and without white space, which the footer's own line may have added. */
    private static String withoutFooter(String text, String footer) {
        String words = words(text);
        int at = words.lastIndexOf(words(footer));
        assertThat(at).as("footer in " + text).isNotNegative();
        return words.substring(0, at) + words.substring(at + words(footer).length());
    }

    private static String words(String text) {
        return text.replaceAll("\\s", "");
    }

    @Property(tries = 250)
    void parts_that_may_not_be_touched_stay_octet_for_octet(@ForAll("trees") MimeTree tree, @ForAll LineEnd lineEnd)
            throws IOException, UntouchableException {
        byte[] before = tree.mail(lineEnd);
        try (MailFile mail = MailFile.of(before)) {
            FooterOutcome outcome = mail.insert(FOOTER);
            byte[] after = mail.write(outcome.mail());
            try (MailFile changed = MailFile.of(after)) {
                List<String> old = sealed(mail.scan(), before, false);
                List<String> now = sealed(changed.scan(), after, false);
                assertThat(now).startsWith(old.toArray(new String[0]));
                assertThat(now.size() - old.size()).isZero();
            }
        }
    }

    /** The octets of every leaf that is no text of the mail, and of every one below a signature. */
    private static List<String> sealed(MimePart part, byte[] mail, boolean isSealed) {
        boolean staysSealed =
                isSealed || part.headers().isSealed() || part.headers().type().equals("multipart/report");
        List<String> found = new ArrayList<>();
        if (part.children().isEmpty()) {
            if (staysSealed || !part.headers().isBodyText()) {
                int from = (int) (part.isRoot() ? 0 : part.place().headers());
                byte[] octets =
                        Arrays.copyOfRange(mail, from, (int) part.place().bodyEnd());
                found.add(new String(octets, StandardCharsets.ISO_8859_1));
            }
        }
        part.children().forEach(child -> found.addAll(sealed(child, mail, staysSealed)));
        return found;
    }

    /** In every text that is not written anew, the stored octets are all there, in their order. */
    @Property(tries = 250)
    void a_footer_that_fits_is_nothing_but_inserted(@ForAll("trees") MimeTree tree, @ForAll LineEnd lineEnd)
            throws IOException, UntouchableException {
        byte[] before = tree.mail(lineEnd);
        try (MailFile mail = MailFile.of(before)) {
            boolean hasBase64 = MimeTree.leaves(mail.scan()).stream()
                    .anyMatch(leaf -> leaf.headers().encoding().equals(Optional.of(TransferEncoding.BASE64)));
            FooterOutcome outcome = mail.insert(MailFile.footer("birds\n", "<p>birds</p>\n"));
            int bodyOffset = (int) mail.headers().bodyOffset();
            long at = bodyOffset;
            for (Segment segment : outcome.mail().segments()) {
                if (segment instanceof Segment.Stored stored) {
                    assertThat(stored.from()).isGreaterThanOrEqualTo(at);
                    assertThat(stored.from() == at || hasBase64).isTrue();
                    at = stored.to();
                }
            }
            assertThat(at == before.length || hasBase64).isTrue();
        }
    }

    @Property(tries = 250)
    void nothing_is_added_the_second_time(@ForAll("trees") MimeTree tree, @ForAll LineEnd lineEnd) throws IOException {
        try (MailFile mail = MailFile.of(tree.mail(lineEnd))) {
            byte[] once = mail.write(mail.insert(FOOTER).mail());
            try (MailFile again = MailFile.of(once)) {
                assertThat(again.insert(FOOTER).unchanged()).isPresent();
            }
        }
    }
}
