package org.jmlmmj.reliability;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Somebody joins the list by mail, somebody else leaves it. The owner wants to hear of it. */
enum SubscriptionScenario implements Scenario {
    JOINING("subscription asked for", "subscribe", "subconf", "confsub-", false, 3),
    JOINED("subscription confirmed", "subscribe", "subconf", "confsub-", true, 2),
    LEAVING("unsubscription asked for", "unsubscribe", "unsubconf", "confunsub-", false, 3),
    LEFT("unsubscription confirmed", "unsubscribe", "unsubconf", "confunsub-", true, 2);

    private final String title;
    private final String request;
    private final String folder;
    private final String confirmation;
    private final boolean isConfirmation;
    private final int deliveries;

    SubscriptionScenario(
            String title, String request, String folder, String confirmation, boolean isConfirmation, int deliveries) {
        this.title = title;
        this.request = request;
        this.folder = folder;
        this.confirmation = confirmation;
        this.isConfirmation = isConfirmation;
        this.deliveries = deliveries;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public int deliveries() {
        return deliveries;
    }

    /** Both begin with the same letter as a subscriber, so that a file is changed and not made. */
    private String person() {
        return request.equals("subscribe") ? "anew@example.net" : PostScenario.subscriber(2);
    }

    @Override
    public void prepare(Site site, Recovery recovery) throws IOException {
        site.list().subscribers(PostScenario.subscribers()).control("notifysub", "");
        site.list().subscribers("cold@example.net");
        if (isConfirmation) {
            recovery.receive(
                    site.list().folder(),
                    Mails.envelope(person(), request),
                    Mails.command(person(), request),
                    Duration.ZERO);
            site.list().file("cookie", Mails.cookies(site, folder).get(0));
        }
    }

    @Override
    public Order order(Site site) {
        String extension = isConfirmation ? confirmation + site.list().content("cookie") : request;
        return Mails.order(site, person(), extension);
    }

    @Override
    public void follow(Site site, Recovery recovery) throws IOException {
        Optional<String> cookie = isConfirmation
                ? Optional.empty()
                : Mails.cookies(site, folder).stream().findFirst();
        if (cookie.isPresent()) {
            String extension = confirmation + cookie.get();
            recovery.receive(
                    site.list().folder(),
                    Mails.envelope(person(), extension),
                    Mails.command(person(), extension),
                    Duration.ofHours(27));
        }
    }
}
