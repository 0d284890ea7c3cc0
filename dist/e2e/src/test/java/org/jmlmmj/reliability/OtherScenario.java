package org.jmlmmj.reliability;

import java.util.List;
import java.util.Map;

/** What is neither a post nor a mail of a person. */
enum OtherScenario implements Scenario {
    /**
     * The administrator subscribes ten people. Mails about an import that breaks off are not repeated, as the administrator sees
     * that it did, and whom it subscribed; so there are none here.
     */
    IMPORT("import of ten subscribers", 0) {
        @Override
        public Order order(Site site) {
            StringBuilder addresses = new StringBuilder();
            for (int i = 0; i < 10; i++) {
                addresses.append((char) ('a' + i / 2)).append(i).append("@new.example\n");
            }
            return new Order(
                    "mlmmj-sub",
                    List.of("-L", site.list().folder().toString(), "-q", "-s", "-a", "-"),
                    Map.of(),
                    addresses.toString());
        }
    },
    /** A mail for a subscriber comes back; later the address is probed. */
    BOUNCE("bounce of a subscriber", 1) {
        @Override
        public Order order(Site site) {
            return new Order(
                    "mlmmj-receive",
                    List.of("-L", site.list().folder().toString()),
                    Map.of("SENDER", "", "EXTENSION", "bounces-1-c=example.net"),
                    """
                    From: MAILER-DAEMON@example.net
                    To: birds+bounces-1-c=example.net@example.org
                    Subject: Undelivered
                    MIME-Version: 1.0
                    Content-Type: multipart/report; report-type=delivery-status; boundary=b

                    --b
                    Content-Type: text/plain

                    Sorry.
                    --b
                    Content-Type: message/delivery-status

                    Reporting-MTA: dns; example.net

                    Final-Recipient: rfc822; c@example.net
                    Action: failed
                    Status: 5.1.1
                    Diagnostic-Code: smtp; 550 5.1.1 unknown

                    --b--
                    """);
        }
    };

    private final String title;
    private final int deliveries;

    OtherScenario(String title, int deliveries) {
        this.title = title;
        this.deliveries = deliveries;
    }

    @Override
    public void prepare(Site site, Recovery recovery) {
        site.list()
                .subscribers(PostScenario.subscribers())
                .control("notifysub", "")
                .file("index", "1")
                .file("archive/1", Mails.post("a@example.net", "Old"));
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
