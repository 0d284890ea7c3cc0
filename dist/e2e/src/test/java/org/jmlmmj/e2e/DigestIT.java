package org.jmlmmj.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Several posts in one mail. */
@ExtendWith(Servers.class)
class DigestIT {
    @Test
    void a_digest_holds_the_posts_and_is_signed(ListServer server) throws Exception {
        MadeList list = server.make("weekly");
        String ann = list.subscribe("ann").get(0);
        String dora = list.person("dora");
        server.adminApi().subscribeTo(list.address(), "digest", dora);
        for (String subject : new String[] {"Swallow of Monday", "Swallow of Tuesday"}) {
            list.post(ann, subject);
            list.awaitMail(ann, subject);
        }
        server.awaitQuiet();
        assertThat(server.world().mailbox(dora)).isEmpty();

        list.maintain();

        Arrived digest = server.world().await(dora, "digest", mail -> true);
        assertThat(digest.header("Content-Type")).contains("multipart/");
        assertThat(digest.body()).contains("Swallow of Monday, says the text.", "Swallow of Tuesday, says the text.");
        assertThat(server.amavis().dkim().signers(digest)).containsExactly(ListServer.DOMAIN);
        server.awaitQuiet();
        list.maintain();
        server.awaitQuiet();
        assertThat(server.world().mailbox(dora)).hasSize(1);
    }
}
