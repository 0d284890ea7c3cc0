package org.jmlmmj.receive;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Path;
import org.jmlmmj.core.cli.Invocation;
import org.jmlmmj.core.list.ListDirectory;
import org.jmlmmj.core.list.Tunables;
import org.jmlmmj.core.message.HeaderReader;
import org.jmlmmj.core.message.MimeStrip;
import org.jmlmmj.core.message.OversizedHeadersException;
import org.jmlmmj.core.message.StripOutcome;
import org.jmlmmj.core.spool.Draft;

/** Stores the mail without the parts that the list does not want, marked for its access rules (spec 07 §11). Stateless, so thread-safe. */
final class StrippingIntake implements Intake {
    @Override
    public Path store(ListDirectory directory, Invocation invocation, EnvelopeVariables envelope) throws IOException {
        Tunables tunables = new Tunables(directory.path().resolve("control"), invocation.syslog()::warning);
        MimeStrip strip = MimeStrip.of(tunables);
        try (Draft raw = directory.files().draft()) {
            raw.copy(Room.guard(directory, invocation));
            StripOutcome outcome;
            try {
                outcome = strip(strip, raw);
            } catch (OversizedHeadersException e) {
                // Nobody gets to see it: processing puts such a mail aside.
                return directory.incoming().add(raw, envelope.octets());
            }
            Path stored = store(directory, raw, outcome, envelope);
            log(invocation, stored, outcome);
            return stored;
        }
    }

    private static StripOutcome strip(MimeStrip strip, Draft raw) throws IOException {
        raw.channel().position(0);
        BufferedInputStream in = new BufferedInputStream(Channels.newInputStream(raw.channel()));
        return strip.apply(raw.channel(), HeaderReader.read(in));
    }

    private static Path store(ListDirectory directory, Draft raw, StripOutcome outcome, EnvelopeVariables envelope)
            throws IOException {
        try (Draft stripped = directory.files().draft()) {
            outcome.mail().writeTo(raw.channel(), stripped.channel());
            return directory.incoming().add(stripped, envelope.octets());
        }
    }

    private static void log(Invocation invocation, Path stored, StripOutcome outcome) {
        if (outcome.removed() > 0) {
            invocation.syslog().info(stored.getFileName() + ": " + outcome.removed() + " MIME parts were removed");
        }
        outcome.doubt()
                .ifPresent(why -> invocation
                        .syslog()
                        .warning(stored.getFileName() + ": its MIME parts cannot all be looked at: " + why));
    }
}
