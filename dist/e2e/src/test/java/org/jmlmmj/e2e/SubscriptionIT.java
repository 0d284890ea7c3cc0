package org.jmlmmj.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** People join and leave by mail. */
@ExtendWith(Servers.class)
class SubscriptionIT {
    private final ListServer server;

    SubscriptionIT(ListServer server) {
        this.server = server;
    }

    private void awaitSubscription(MadeList list, String person, boolean subscribed) {
        await("subscription of " + person)
                .atMost(Patience.LIMIT)
                .until(() ->
                        server.adminApi().subscription(list.address(), person).contains("\"_success\":" + subscribed));
    }

    @Test
    void who_asks_and_confirms_is_subscribed_and_welcome_and_leaves_the_same_way() throws Exception {
        MadeList list = server.make("joining");
        String ann = list.person("ann");

        list.write(ann, list.address("subscribe"), "please");
        Arrived question = list.awaitMail(ann, "confirm");
        assertThat(server.amavis().dkim().signers(question)).containsExactly(ListServer.DOMAIN);
        assertThat(server.adminApi().subscription(list.address(), ann)).contains("false");
        list.answer(question);
        Arrived welcome = list.awaitMail(ann, "Welcome");
        awaitSubscription(list, ann, true);
        assertThat(welcome.header("To")).contains(ann);

        list.write(ann, list.address("unsubscribe"), "good bye");
        list.answer(list.awaitMail(ann, "want to leave"));
        awaitSubscription(list, ann, false);
        server.awaitQuiet();
        list.post(ann, "I am gone");
        server.awaitQuiet();
        assertThat(server.world().mailbox(ann))
                .noneMatch(mail -> mail.header("Subject").equals("I am gone"));
    }

    /** Only the mail server knows the command then: spec 10, X3. */
    @Test
    void a_command_is_one_through_another_name_of_the_domain_and_without_standing_in_a_header() throws Exception {
        MadeList list = server.make("blind");
        String ann = list.person("ann");

        server.send(
                ann,
                List.of("Blind+Subscribe@" + ListServer.ALIAS),
                "From: " + ann + "\nTo: undisclosed-recipients:;\nSubject: please\n\nLet me in.\n");

        assertThat(list.awaitMail(ann, "confirm").replyAddress()).startsWith("blind+confsub-");
    }

    @Test
    void a_post_that_names_a_command_in_its_cc_is_still_a_post() throws Exception {
        MadeList list = server.make("mentions");
        String ann = list.subscribe("ann").get(0);

        list.send(
                ann,
                list.address(),
                "From: " + ann + "\nTo: " + list.address() + "\nCc: " + list.address("unsubscribe")
                        + "\nSubject: How to leave\n\nWrite to the address above.\n");

        assertThat(list.awaitMail(ann, "How to leave").sender()).startsWith("mentions+bounces-1-");
    }

    @Test
    void help_comes_from_the_list_and_is_answered_to_its_owner() throws Exception {
        MadeList list = server.make("helping");
        String zoe = list.person("zoe");

        list.write(zoe, list.address("help"), "what can I do");

        Arrived help = server.world().await(zoe, "help", mail -> mail.body().contains(list.address("subscribe")));
        assertThat(help.header("From")).contains("helping+");
        assertThat(help.header("Auto-Submitted")).isNotEmpty();
    }
}
