package org.jmlmmj.reliability;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What maintenance does, and it is the program that is disturbed. */
enum MaintenanceScenario implements Scenario {
    /** Three posts go to five readers of digests. */
    DIGEST("digest", 5) {
        @Override
        public void prepare(Site site, Recovery recovery) throws IOException {
            for (int i = 1; i <= 3; i++) {
                post(site, recovery, "Swallow " + i);
            }
            site.list()
                    .lines(
                            "digesters.d",
                            "ada@d.example",
                            "abe@d.example",
                            "bea@d.example",
                            "cy@d.example",
                            "di@d.example");
        }
    },
    /** A post that no relay took goes to all who wait for it. */
    RETRY("post tried again", 20) {
        @Override
        public void prepare(Site site, Recovery recovery) throws IOException {
            site.list().subscribers(PostScenario.subscribers());
            int port = Integer.parseInt(site.list().content("control/smtpport").strip());
            site.list().control("smtpport", "1\n");
            post(site, recovery, "First swallow");
            site.list().control("smtpport", port + "\n");
        }
    },
    /** Somebody whose address has refused mail for weeks is unsubscribed. */
    REMOVAL("unsubscription of a bouncing address", 1) {
        @Override
        public void prepare(Site site, Recovery recovery) {
            Instant old = Instant.now().minus(Duration.ofDays(20));
            site.list()
                    .subscribers(PostScenario.subscribers())
                    .subscribers("cold@example.net")
                    .control("notifysub", "")
                    .file("bounce/cold=example.net", "1:" + old.getEpochSecond() + " # Tue Mar  4 09:07:05 2025\n");
        }
    };

    private final String title;
    private final int deliveries;

    MaintenanceScenario(String title, int deliveries) {
        this.title = title;
        this.deliveries = deliveries;
    }

    private static void post(Site site, Recovery recovery, String subject) throws IOException {
        recovery.receive(
                site.list().folder(),
                Map.of("SENDER", "ann@example.net"),
                Mails.post("ann@example.net", subject),
                Duration.ZERO);
    }

    @Override
    public Order order(Site site) {
        return new Order(
                "mlmmj-maintd", List.of("-F", "-L", site.list().folder().toString()), Map.of(), "");
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public int deliveries() {
        return deliveries;
    }
}
