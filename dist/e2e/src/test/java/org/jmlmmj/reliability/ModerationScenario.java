package org.jmlmmj.reliability;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A post on a moderated list with 20 subscribers. */
enum ModerationScenario implements Scenario {
    /** The post comes; after maintenance the moderator releases whatever waits. */
    HOLD("post held for moderation", 21) {
        @Override
        public Order order(Site site) {
            return new Order(
                    "mlmmj-receive",
                    List.of("-L", site.list().folder().toString()),
                    Map.of("SENDER", POSTER),
                    Mails.post(POSTER, "First swallow"));
        }

        @Override
        public void follow(Site site, Recovery recovery) throws IOException {
            for (String cookie : Mails.cookies(site, "moderation")) {
                String extension = "release-" + cookie;
                recovery.receive(
                        site.list().folder(),
                        Mails.envelope(MODERATOR, extension),
                        Mails.command(MODERATOR, extension),
                        Duration.ofHours(27));
            }
        }
    },
    /** The moderator releases it. */
    RELEASE("held post released", 20) {
        @Override
        public void prepare(Site site, Recovery recovery) throws IOException {
            super.prepare(site, recovery);
            recovery.receive(
                    site.list().folder(), Map.of("SENDER", POSTER), Mails.post(POSTER, "First swallow"), Duration.ZERO);
            site.list().file("cookie", Mails.cookies(site, "moderation").get(0));
        }

        @Override
        public Order order(Site site) {
            // A mail that is sent again names the same cookie.
            String cookie = site.list().content("cookie");
            return Mails.order(site, MODERATOR, "release-" + cookie);
        }
    };

    private static final String POSTER = PostScenario.subscriber(0);
    private static final String MODERATOR = "keeper@example.org";

    private final String title;
    private final int deliveries;

    ModerationScenario(String title, int deliveries) {
        this.title = title;
        this.deliveries = deliveries;
    }

    @Override
    public void prepare(Site site, Recovery recovery) throws IOException {
        site.list()
                .subscribers(PostScenario.subscribers())
                .control("moderated", "")
                .control("moderators", MODERATOR + "\n");
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
