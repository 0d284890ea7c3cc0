package org.jmlmmj.core.reply;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.spool.RandomNames;
import org.jmlmmj.core.test.ListFixture;
import org.jmlmmj.core.text.TextCache;
import org.jmlmmj.core.text.Texts;

/** A program for {@link HugeOriginalTest}: writes the moderation request for a mail. */
final class ModerationOfHugeMail {
    private ModerationOfHugeMail() {}

    /** Arguments: a folder for the list, the mail. */
    public static void main(String[] args) throws IOException {
        ListFixture fixture = ListFixture.in(Path.of(args[0]))
                .file("text/moderate-post", "Subject: release?\n\n%originalmail%\n%wrap%\n%originalmail%\nend\n");
        MailingList list = fixture.open();
        Texts texts = Texts.of(list.directory(), fixture.path("library"), TextCache.none(), fixture.syslog()::warning);
        ReportedPost post = new ReportedPost(
                EmailAddress.of("ann@example.net"), "huge", () -> Files.newInputStream(Path.of(args[1])));
        AskedPeople asked = new AskedPeople(List.of(EmailAddress.of("moe@example.org")));
        new AdminMailWriter(list, texts, RandomNames.secure(), 1)
                .write(new PostMails(list.address())
                        .moderationRequest(post, HoldReason.MODERATED, asked, "00112233aabbccdd"));
    }
}
