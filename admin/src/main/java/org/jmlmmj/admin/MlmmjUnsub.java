package org.jmlmmj.admin;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
import org.jmlmmj.core.subscriber.Reason;
import org.jmlmmj.core.subscriber.SubscriberFolder;
import org.jmlmmj.core.subscriber.Subscribers;
import org.jmlmmj.core.subscriber.Version;
import org.jmlmmj.core.subscription.BulkLeaving;
import org.jmlmmj.core.subscription.Change;
import org.jmlmmj.core.subscription.Change.Outcome;
import org.jmlmmj.core.subscription.Leaving;
import org.jmlmmj.core.subscription.Leaving.Courtesy;
import org.jmlmmj.core.subscription.Leaving.Wish;
import org.jmlmmj.core.subscription.Tally;
import org.jmlmmj.core.text.ListTexts;
import org.jmlmmj.send.OrderlyEnd;
import org.jmlmmj.send.StopSignal;

/**
 * {@code mlmmj-unsub}: unsubscribes an address from a list or from one version of it (spec 07 §5).
 *
 * <p>Diagnostics: 0, the address is not subscribed any more, or never was; refused, it is no address, the list does not allow
 * it, or another program subscribed it at the same time; 64, wrong usage; 75, a failure that may pass.
 *
 * <p>Security: only root and the owner of the list directory may use it. Stateless, so thread-safe.
 */
public final class MlmmjUnsub extends Program {
    private final Correspondence correspondence;

    /**
     * @param library the installed list texts
     * @param termination tells of a request to end
     * @param terminal where a person is watching
     */
    public MlmmjUnsub(Path library, Supplier<StopSignal> termination, Terminal terminal) {
        super("mlmmj-unsub", "L:a:i:dnNcCqsrRbeU");
        this.correspondence = new Correspondence(library, termination, terminal);
    }

    /** Runs the program for this process. */
    public static void main(String[] args) {
        OrderlyEnd end = new OrderlyEnd();
        end.exit(new MlmmjUnsub(ListTexts.library(), end, Terminal.ofProcess()).runProcess(args));
    }

    @Override
    protected String usage() {
        return """
            Usage: mlmmj-unsub -L LIST -a ADDR [-d | -n | -N] [options]
                   mlmmj-unsub -L LIST {-a - | -i FILE} [-d | -n | -N] [options]
            Unsubscribes an address, or many, from a list.

              -L LIST        the list directory
              -a ADDR        the address; - reads addresses from standard input, one per line
              -i FILE        reads addresses from a file: one per line, or a table (CSV) with a
                             header that names the column email or address
              -d             only from digests
              -n             only from those who get no mail
              -N             only from those who get every post
              -q             quiet: the owner is not told
              -s             silent: nothing is said if the address is not subscribed
              -r, -R, -b     the reason for mails is a request, a confirmation, bouncing
              -c             send a goodbye mail
              -C             ask the address for confirmation first
              -U             do not say whose list root works on
              -e             has no effect, kept for old scripts
              -h, -V         show this help, the version
            """;
    }

    @Override
    protected ExitStatus run(Invocation invocation, Options options)
            throws UsageException, RefusedException, IOException {
        checkUsage(options);
        MailingList list = ListOption.list(invocation, options);
        if (AddressBatch.isWanted(options)) {
            return unsubscribeAll(invocation, options, list);
        }
        EmailAddress address = AddressOption.read(options);
        ListOption.announceOwner(invocation, options, list);

        Wish wish = new Wish(version(options), reason(options), options.has('C'));
        Courtesy courtesy = new Courtesy(options.has('c'), !options.has('s'), !options.has('q'));
        Change change = new Leaving(list, correspondence.writer(invocation, list)).unsubscribe(address, wish, courtesy);
        tell(invocation, options, address, change);
        correspondence.outbox(list).send(change.mails());
        if (change.outcome() == Outcome.UNSUBSCRIBED) {
            requireGone(address, list, wish.version());
        }
        return ExitStatus.OK;
    }

    private ExitStatus unsubscribeAll(Invocation invocation, Options options, MailingList list)
            throws UsageException, RefusedException, IOException {
        ListOption.announceOwner(invocation, options, list);
        AddressBatch batch = AddressBatch.read(invocation, options, address -> Optional.empty());
        Tally tally = new BulkLeaving(list, correspondence.writer(invocation, list))
                .unsubscribe(
                        batch.addresses(), wish(options), courtesy(options), correspondence.course(invocation, list));
        BulkReport.of(batch, tally, List.of(Outcome.UNSUBSCRIBED, Outcome.NOT_SUBSCRIBED))
                .print(invocation.out());
        return batch.refused() > 0 ? ExitStatus.REFUSED : ExitStatus.OK;
    }

    private static void tell(Invocation invocation, Options options, EmailAddress address, Change change) {
        if (change.outcome() == Outcome.NOT_SUBSCRIBED && !options.has('s')) {
            ListOption.say(invocation, address + " is not subscribed");
        } else if (change.outcome() == Outcome.CONFIRMATION_WAITS) {
            ListOption.say(invocation, address + " was asked a short while ago, and is not asked again yet");
        }
    }

    /** The original says nothing then (spec 07 §5.2). */
    private static void requireGone(EmailAddress address, MailingList list, Optional<Version> version)
            throws RefusedException, IOException {
        Subscribers subscribers = list.subscribers();
        for (SubscriberFolder folder : version.isPresent() ? subscribers.of(version.get()) : subscribers.all()) {
            if (folder.contains(address)) {
                throw new RefusedException(address + " is still subscribed: another program has added it meanwhile");
            }
        }
    }

    private static void checkUsage(Options options) throws UsageException {
        ListOption.folder(options);
        if (!options.has('i')) {
            AddressOption.text(options);
        }
        AddressBatch.checkUsage(options);
        if (options.count("dnN") > 1) {
            throw new UsageException("only one of -d, -n and -N makes sense");
        }
        if (options.has('C') && options.has('c')) {
            throw new UsageException("-c says goodbye, -C asks first; only one makes sense");
        }
        if (options.has('C') && (options.has('R') || options.has('b'))) {
            throw new UsageException("-C asks for a confirmation, which makes no sense with -R or -b");
        }
    }

    private static Wish wish(Options options) {
        return new Wish(version(options), reason(options), options.has('C'));
    }

    private static Courtesy courtesy(Options options) {
        return new Courtesy(options.has('c'), !options.has('s'), !options.has('q'));
    }

    private static Optional<Version> version(Options options) {
        return switch (options.last("dnN").orElse('-')) {
            case 'd' -> Optional.of(Version.DIGEST);
            case 'n' -> Optional.of(Version.NOMAIL);
            case 'N' -> Optional.of(Version.NORMAL);
            default -> Optional.empty();
        };
    }

    private static Reason reason(Options options) {
        return switch (options.last("rRb").orElse('-')) {
            case 'r' -> Reason.REQUEST;
            case 'R' -> Reason.CONFIRM;
            case 'b' -> Reason.BOUNCING;
            default -> Reason.ADMIN;
        };
    }
}
