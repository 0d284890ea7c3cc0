package org.jmlmmj.receive;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.list.Tunable;
import org.jmlmmj.core.list.Tunables;

/**
 * What a list allows, read from its control files (spec 02 §5). Immutable and thread-safe.
 *
 * @param listAddresses every address of the list
 * @param loopGuard finds posts that this list has sent before; missing if the list wants no such check
 * @param maxMailSize largest post in octets
 * @param needsAddress whether a post must name the list in {@code To:} or {@code Cc:}
 * @param accessRules the rules on headers; none if the list has no such file
 * @param sendList posters whom no restriction but the access rules stops
 * @param subscribersOnly whether only subscribers may post
 * @param moderatorsOnly whether only moderators may post; does not count if subscribers may
 * @param holdsOutsiders whether posts of others are held instead of denied
 * @param isModerated whether every post is held
 * @param moderators who may post with {@code moderatorsOnly}
 * @param silence denials that nobody is told about
 */
public record PostingPolicy(
        List<EmailAddress> listAddresses,
        Optional<LoopGuard> loopGuard,
        OptionalLong maxMailSize,
        boolean needsAddress,
        Optional<AccessRules> accessRules,
        List<EmailAddress> sendList,
        boolean subscribersOnly,
        boolean moderatorsOnly,
        boolean holdsOutsiders,
        boolean isModerated,
        List<EmailAddress> moderators,
        List<Verdict.DenyReason> silence) {
    /** Reads the control files of a list. */
    public static PostingPolicy of(MailingList list) throws IOException {
        Tunables tunables = list.tunables();
        boolean moderatorsOnly = tunables.get(Tunable.MODONLYPOST);
        boolean holdsOutsiders = tunables.get(Tunable.MODNONSUBPOSTS);
        // modnonsubposts alone is about people who are not subscribed (spec 02 §5.5).
        boolean subscribersOnly = tunables.get(Tunable.SUBONLYPOST) || (holdsOutsiders && !moderatorsOnly);
        List<EmailAddress> addresses =
                list.addresses().stream().map(address -> address.address()).toList();
        LoopGuard guard = new LoopGuard(addresses, tunables.get(Tunable.MAXRECEIVED));
        return new PostingPolicy(
                addresses,
                tunables.get(Tunable.NOLOOPGUARD) ? Optional.empty() : Optional.of(guard),
                tunables.maxMailSize(),
                !tunables.get(Tunable.TOCC),
                tunables.get(Tunable.ACCESS).map(AccessRules::of),
                addresses(tunables, Tunable.SEND),
                subscribersOnly,
                moderatorsOnly && !subscribersOnly,
                holdsOutsiders,
                tunables.get(Tunable.MODERATED),
                addresses(tunables, Tunable.MODERATORS),
                silence(tunables, subscribersOnly));
    }

    private static List<EmailAddress> addresses(Tunables tunables, Tunable<Optional<List<String>>> tunable)
            throws IOException {
        return tunables.get(tunable).orElse(List.of()).stream()
                .flatMap(line -> EmailAddress.parse(line).stream())
                .toList();
    }

    private static List<Verdict.DenyReason> silence(Tunables tunables, boolean subscribersOnly) throws IOException {
        List<Verdict.DenyReason> silence = new ArrayList<>();
        if (tunables.get(Tunable.NOMAXMAILSIZEDENYMAILS)) {
            silence.add(Verdict.DenyReason.MAXMAILSIZE);
        }
        if (tunables.get(Tunable.NOTOCCDENYMAILS)) {
            silence.add(Verdict.DenyReason.TOCC);
        }
        if (tunables.get(Tunable.NOACCESSDENYMAILS)) {
            silence.add(Verdict.DenyReason.ACCESS);
        }
        if (subscribersOnly && tunables.get(Tunable.NOSUBONLYDENYMAILS)) {
            silence.add(Verdict.DenyReason.SUBONLYPOST);
        }
        boolean modOnlyExists = tunables.get(Tunable.MODONLYPOST);
        if (modOnlyExists && tunables.get(Tunable.NOMODONLYDENYMAILS)) {
            // With both files only subscribers are checked, yet this one silences the answer too (spec 02 §5.5).
            silence.add(Verdict.DenyReason.MODONLYPOST);
            silence.add(Verdict.DenyReason.SUBONLYPOST);
        }
        return List.copyOf(silence);
    }
}
