package org.jmlmmj.admin;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.cli.ExitStatus;
import org.jmlmmj.core.cli.Invocation;
import org.jmlmmj.core.cli.Options;
import org.jmlmmj.core.cli.Program;
import org.jmlmmj.core.cli.RefusedException;
import org.jmlmmj.core.cli.Terminal;
import org.jmlmmj.core.cli.UsageException;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.spool.PendingRequest;
import org.jmlmmj.core.subscriber.Reason;
import org.jmlmmj.core.subscriber.Version;
import org.jmlmmj.core.subscription.BulkJoining;
import org.jmlmmj.core.subscription.Change;
import org.jmlmmj.core.subscription.Change.Outcome;
import org.jmlmmj.core.subscription.Joining;
import org.jmlmmj.core.subscription.Joining.Courtesy;
import org.jmlmmj.core.subscription.SubscribableAddress;
import org.jmlmmj.core.subscription.SubscriptionRules.Wish;
import org.jmlmmj.core.subscription.Tally;
import org.jmlmmj.core.text.ListTexts;
import org.jmlmmj.send.OrderlyEnd;
import org.jmlmmj.send.StopSignal;

/**
 * {@code mlmmj-sub}: subscribes an address, or changes how it is subscribed (spec 07 §4).
 *
 * <p>Diagnostics: 0, the address is subscribed as wanted, also if it was before; refused, the address or the list does not
 * allow it and nothing changed; 64, wrong usage; 75, a failure that may pass.
 *
 * <p>Security: only root and the owner of the list directory may use it. Stateless, so thread-safe.
 */
public final class MlmmjSub extends Program {
    private final Correspondence correspondence;

    /**
     * @param library the installed list texts
     * @param termination tells of a request to end
     * @param terminal where a person is watching
     */
    public MlmmjSub(Path library, Supplier<StopSignal> termination, Terminal terminal) {
        super("mlmmj-sub", "L:a:i:m:dnbcCfqsrRU");
        this.correspondence = new Correspondence(library, termination, terminal);
    }

    /** Runs the program for this process. */
    public static void main(String[] args) {
        OrderlyEnd end = new OrderlyEnd();
        end.exit(new MlmmjSub(ListTexts.library(), end, Terminal.ofProcess()).runProcess(args));
    }

    @Override
    protected String usage() {
        return """
            Usage: mlmmj-sub -L LIST -a ADDR [-d | -n | -b] [options]
                   mlmmj-sub -L LIST {-a - | -i FILE} [-d | -n | -b] [options]
            Subscribes an address, or many, to a list.

              -L LIST    the list directory
              -a ADDR    the address; - reads addresses from standard input, one per line
              -i FILE    reads addresses from a file: one per line, or a table (CSV) with a
                         header that names the column email or address
              -d         gets digests
              -n         gets no mail
              -b         gets every post and digests
              -f         force: needs no permission by a gatekeeper
              -q         quiet: the owner is not told
              -s         silent: nothing is said if the address is subscribed already
              -r, -R     the reason for mails is a request, a confirmation
              -c         send a welcome mail
              -C         ask the address for confirmation first
              -m COOKIE  permit a waiting request, which names the address and the version
              -U         do not say whose list root works on
              -h, -V     show this help, the version
            """;
    }

    @Override
    protected ExitStatus run(Invocation invocation, Options options)
            throws UsageException, RefusedException, IOException {
        checkUsage(options);
        MailingList list = ListOption.list(invocation, options);
        if (!options.has('m') && AddressBatch.isWanted(options)) {
            return subscribeAll(invocation, options, list);
        }
        Joining joining = new Joining(list, correspondence.writer(invocation, list));
        Change change = options.has('m')
                ? permit(invocation, options, list, joining)
                : subscribe(invocation, options, list, joining);
        correspondence.outbox(list).send(change.mails());
        return ExitStatus.OK;
    }

    private static Change subscribe(Invocation invocation, Options options, MailingList list, Joining joining)
            throws UsageException, RefusedException, IOException {
        EmailAddress address = AddressOption.read(options);
        ListOption.announceOwner(invocation, options, list);
        AddressOption.requireSubscribable(address, list);
        Change change = joining.subscribe(address, wish(options), courtesy(options));
        tell(invocation, options, address, change);
        return change;
    }

    private ExitStatus subscribeAll(Invocation invocation, Options options, MailingList list)
            throws RefusedException, UsageException, IOException {
        ListOption.announceOwner(invocation, options, list);
        AddressBatch batch =
                AddressBatch.read(invocation, options, address -> SubscribableAddress.refusal(address, list));
        Tally tally = new BulkJoining(list, correspondence.writer(invocation, list))
                .subscribe(
                        batch.addresses(), wish(options), courtesy(options), correspondence.course(invocation, list));
        BulkReport.of(batch, tally, List.of(Outcome.SUBSCRIBED, Outcome.ALREADY_SUBSCRIBED))
                .print(invocation.out());
        return batch.refused() > 0 ? ExitStatus.REFUSED : ExitStatus.OK;
    }

    /** Address and version come from the request, whatever else was given (spec 07 §4.1). */
    private static Change permit(Invocation invocation, Options options, MailingList list, Joining joining)
            throws UsageException, RefusedException, IOException {
        PendingRequest request = CookieOption.request(options, list);
        ListOption.announceOwner(invocation, options, list);
        EmailAddress address = request.address();
        AddressOption.requireSubscribable(address, list);
        Change change = joining.permit(request.cookie(), options.has('C'), courtesy(options));
        if (change.outcome() == Outcome.UNKNOWN_COOKIE) {
            throw CookieOption.refusal(request.cookie().value());
        }
        tell(invocation, options, address, change);
        return change;
    }

    private static void tell(Invocation invocation, Options options, EmailAddress address, Change change) {
        switch (change.outcome()) {
            case ALREADY_SUBSCRIBED -> {
                if (!options.has('s')) {
                    ListOption.say(invocation, address + " is subscribed already");
                }
            }
            case CONFIRMATION_WAITS ->
                ListOption.say(invocation, address + " was asked a short while ago, and is not asked again yet");
            case GATEKEEPERS_WAIT ->
                ListOption.say(invocation, "the gatekeepers have been asked about " + address + " before");
            default -> {
                // Success is silent.
            }
        }
    }

    private static void checkUsage(Options options) throws UsageException {
        ListOption.folder(options);
        if (options.count("aim") == 0) {
            throw new UsageException(
                    "you have to give -a ADDR, the address, -i FILE of many, or -m COOKIE of a request");
        }
        AddressBatch.checkUsage(options);
        if (options.count("dnb") > 1) {
            throw new UsageException("only one of -d, -n and -b makes sense");
        }
        if (options.has('C') && options.has('R')) {
            throw new UsageException("-C asks for a confirmation, -R says that there is one; only one makes sense");
        }
    }

    private static Wish wish(Options options) {
        return new Wish(version(options), reason(options), options.has('C'), options.has('f'));
    }

    private static Version version(Options options) {
        return switch (options.last("dnb").orElse('-')) {
            case 'd' -> Version.DIGEST;
            case 'n' -> Version.NOMAIL;
            case 'b' -> Version.BOTH;
            default -> Version.NORMAL;
        };
    }

    private static Reason reason(Options options) {
        return switch (options.last("rR").orElse('-')) {
            case 'r' -> Reason.REQUEST;
            case 'R' -> Reason.CONFIRM;
            default -> Reason.ADMIN;
        };
    }

    private static Courtesy courtesy(Options options) {
        return new Courtesy(options.has('c'), !options.has('s'), !options.has('q'));
    }
}
