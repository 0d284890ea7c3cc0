package org.jmlmmj.bounce;

import java.io.IOException;
import java.util.Optional;
import org.jmlmmj.bounce.BounceParameter.OfConfirmation;
import org.jmlmmj.bounce.BounceParameter.OfProbe;
import org.jmlmmj.bounce.BounceParameter.OfRecipient;
import org.jmlmmj.core.list.MailingList;

/**
 * A bounce that is told of without the mail (spec 05 §3). Thread-safe, also between processes.
 *
 * @param list whose mail came back
 */
record NotedBounce(MailingList list) {
    /** Does what it calls for; what has no address is logged and ignored. */
    void take(Optional<BounceParameter> parameter) throws IOException {
        BounceParameter what = parameter.orElse(null);
        if (what instanceof OfRecipient of) {
            new BounceRecords(list).add(of.recipient(), of.ident(), "");
        } else if (what instanceof OfProbe of) {
            unmark(of);
        } else if (what instanceof OfConfirmation of) {
            withdraw(of);
        } else {
            list.syslog().warning("a bounce without a usable address is ignored");
        }
    }

    /** The probe is no longer on its way. Returns whether it was. */
    boolean unmark(OfProbe of) throws IOException {
        boolean expected = ProbeGuard.of(list).alone(() -> list.bounces().unmarkProbed(of.recipient()));
        list.syslog().info((expected ? "probe came back from " : "no probe is on its way to ") + of.recipient());
        return expected;
    }

    /** The request reached nobody. Returns whether there was one. */
    boolean withdraw(OfConfirmation of) throws IOException {
        boolean existed = (of.joins() ? list.joinConfirmations() : list.leaveConfirmations()).delete(of.cookie());
        list.syslog().info("a confirmation request came back; it " + (existed ? "is withdrawn" : "was gone already"));
        return existed;
    }
}
