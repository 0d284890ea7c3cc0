package org.jmlmmj.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Posts that wait for a moderator, and posts from the archive. */
@ExtendWith(Servers.class)
class ModerationIT {
    private final ListServer server;

    ModerationIT(ListServer server) {
        this.server = server;
    }

    @Test
    void a_held_post_goes_out_when_a_moderator_answers_the_question() throws Exception {
        String keeper = "keeper-held@people.example";
        MadeList list = server.make("held", Map.of("disable_archive", "no", "moderated", "yes", "moderators", keeper));
        String ann = list.subscribe("ann").get(0);

        list.post(ann, "Held swallow");
        Arrived question =
                server.world().await(keeper, "question", mail -> mail.text().contains("Held swallow"));
        server.awaitQuiet();
        assertThat(server.world().mailbox(ann))
                .noneMatch(mail -> mail.header("Subject").equals("Held swallow"));
        assertThat(list.names("moderation")).hasSize(1);

        list.answer(question);

        assertThat(list.awaitMail(ann, "Held swallow").sender()).startsWith("held+bounces-1-");
        server.awaitQuiet();
        assertThat(list.names("moderation")).isEmpty();
        assertThat(server.world().mailbox(ann))
                .filteredOn(mail -> mail.header("Subject").equals("Held swallow"))
                .hasSize(1);
    }

    @Test
    void a_subscriber_gets_a_post_from_the_archive() throws Exception {
        MadeList list = server.make("stored", Map.of("disable_archive", "no", "disable_retrieving_old_posts", "no"));
        String ann = list.subscribe("ann").get(0);
        list.post(ann, "Stored swallow");
        list.awaitMail(ann, "Stored swallow");
        server.awaitQuiet();
        String bob = list.subscribe("bob").get(0);

        list.write(bob, list.address("get-1"), "please");

        assertThat(list.awaitMail(bob, "Stored swallow").body()).contains("Stored swallow, says the text.");
    }

    @Test
    void who_is_not_subscribed_is_told_why_his_post_did_not_go_out() throws Exception {
        MadeList list = server.make("closed", Map.of("only_subscriber_can_post", "yes"));
        String ann = list.subscribe("ann").get(0);
        String zoe = list.person("zoe");

        list.post(zoe, "Spam swallow");

        Arrived denial = server.world().await(zoe, "denial", mail -> mail.text().contains("Spam swallow"));
        assertThat(denial.header("From")).contains("closed+");
        server.awaitQuiet();
        assertThat(server.world().mailbox(ann)).isEmpty();
    }
}
