package org.jmlmmj.admin.doctor;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jmlmmj.core.cli.FailureText;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.list.Tunable;
import org.jmlmmj.send.Relay;
import org.jmlmmj.send.RelayProbe;
import org.jmlmmj.send.RelayProbe.Announcement;
import org.jmlmmj.send.smtp.TlsMode;

/**
 * The relay of a list: is it reached, and what does it announce (spec 03 §7)? Immutable and thread-safe.
 *
 * @param patience how long to wait for each answer
 */
record RelayCheck(Duration patience) implements ListCheck {
    /** What makes a difference to how mail is sent. */
    private static final List<String> KEYWORDS =
            List.of("PIPELINING", "CHUNKING", "8BITMIME", "SMTPUTF8", "SIZE", "STARTTLS", "AUTH");

    @Override
    public String name() {
        return "relay";
    }

    @Override
    public void examine(MailingList list, Notes notes) throws IOException {
        Relay relay = Relay.of(list);
        RelayProbe probe = new RelayProbe(relay, patience);
        Announcement announcement;
        try {
            announcement = probe.ask();
        } catch (IOException e) {
            notes.fail(
                    "relay " + relay + " cannot be used, so no mail goes out: " + FailureText.of(e),
                    "start it, or correct control/relayhost and control/smtpport");
            return;
        }
        notes.ok("relay " + relay + " \"" + announcement.greeting() + "\" announces " + keywords(announcement));
        if (!announcement.capabilities().pipelining()) {
            notes.warn("the relay does not announce PIPELINING, so each recipient takes several round trips", "");
        }
        secure(list, relay, probe, announcement, notes);
    }

    private static String keywords(Announcement announcement) {
        String words =
                KEYWORDS.stream().filter(announcement.capabilities()::has).collect(Collectors.joining(" "));
        return words.isEmpty() ? "nothing" : words;
    }

    private static void secure(MailingList list, Relay relay, RelayProbe probe, Announcement announcement, Notes notes)
            throws IOException {
        boolean offersTls = announcement.capabilities().has("STARTTLS");
        if (relay.security().tls().isRequired() && !offersTls) {
            notes.fail(
                    "the list has to encrypt, and the relay does not announce STARTTLS, so no mail goes out",
                    "correct control/relaytls or the relay");
        }
        if (relay.security().credentials().isEmpty()) {
            return;
        }
        try {
            probe.checkCredentials();
        } catch (IOException e) {
            notes.fail(FailureText.of(e), "correct control/relayauth");
        }
        String wanted = list.tunables().get(Tunable.RELAYTLS).orElse("required").strip();
        if (Stream.of(TlsMode.OFF, TlsMode.OPPORTUNISTIC)
                .anyMatch(mode -> mode.name().equalsIgnoreCase(wanted))) {
            notes.warn(
                    "control/relaytls says " + wanted + ", and control/relayauth needs TLS, so it is required",
                    "write required or encrypt into control/relaytls");
        }
    }
}
