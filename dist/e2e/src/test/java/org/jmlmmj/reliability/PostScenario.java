package org.jmlmmj.reliability;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jmlmmj.core.test.PeerAnswer;
import org.jmlmmj.core.test.ScriptedSmtpPeer;

/** A post to 20 subscribers, one of whom wrote it. */
enum PostScenario implements Scenario {
    ACCEPTED("post, the relay takes it", 20),
    /** Whoever is refused is probed later. */
    REFUSED("post, refused for half of them", 20) {
        @Override
        public void script(ScriptedSmtpPeer relay) {
            for (int i = 1; i < SUBSCRIBERS; i += 2) {
                relay.when("RCPT TO:<" + subscriber(i) + ">", PeerAnswer.reply("550 5.1.1 unknown"));
            }
        }

        @Override
        public String meaning(String subject, String recipient) {
            return (recipient.charAt(0) - 'a') % 2 == 1 ? "the post, or a probe" : subject;
        }
    },
    BROKEN("post, the relay dies in the middle", 20) {
        @Override
        public void script(ScriptedSmtpPeer relay) {
            relay.when(". " + subscriber(11), connection -> {
                relay.refuseConnections();
                PeerAnswer.close().give(connection);
            });
        }
    };

    static final int SUBSCRIBERS = 20;

    private final String title;
    private final int deliveries;

    PostScenario(String title, int deliveries) {
        this.title = title;
        this.deliveries = deliveries;
    }

    static String subscriber(int number) {
        return (char) ('a' + number) + "@example.net";
    }

    static String[] subscribers() {
        return IntStream.range(0, SUBSCRIBERS)
                .mapToObj(PostScenario::subscriber)
                .toArray(String[]::new);
    }

    @Override
    public void prepare(Site site, Recovery recovery) throws IOException {
        site.list().subscribers(subscribers());
    }

    @Override
    public Order order(Site site) {
        return new Order(
                "mlmmj-receive",
                List.of("-L", site.list().folder().toString()),
                Map.of("SENDER", subscriber(0)),
                Mails.post(subscriber(0), "First swallow"));
    }

    @Override
    public int deliveries() {
        return deliveries;
    }

    @Override
    public String title() {
        return title;
    }
}
