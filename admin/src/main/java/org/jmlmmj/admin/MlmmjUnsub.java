package org.jmlmmj.admin;

import java.io.IOException;
import java.util.List;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.cli.ExitStatus;
import org.jmlmmj.core.cli.Invocation;
import org.jmlmmj.core.cli.Options;
import org.jmlmmj.core.cli.Program;
import org.jmlmmj.core.cli.RefusedException;
import org.jmlmmj.core.cli.UsageException;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.subscriber.SubscriberFolder;
import org.jmlmmj.core.subscriber.Subscribers;

/**
 * {@code mlmmj-unsub}: unsubscribes an address from a list or from one version of it (spec 07 §5).
 *
 * <p>Diagnostics: 0, the address is not subscribed any more, or never was; refused, it is no address, the list does not allow
 * it, or another program subscribed it at the same time; 64, wrong usage; 75, a failure that may pass.
 *
 * <p>Security: only root and the owner of the list directory may use it. Stateless, so thread-safe.
 */
public final class MlmmjUnsub extends Program {
    /** The program. */
    public MlmmjUnsub() {
        super("mlmmj-unsub", "L:a:dnNcCqsrRbeU");
    }

    /** Runs the program for this process. */
    public static void main(String[] args) {
        System.exit(new MlmmjUnsub().runProcess(args));
    }

    @Override
    protected String usage() {
        return """
            Usage: mlmmj-unsub -L LIST -a ADDR [-d | -n | -N] [options]
            Unsubscribes an address from a list.

              -L LIST        the list directory
              -a ADDR        the address
              -d             only from digests
              -n             only from those who get no mail
              -N             only from those who get every post
              -q             quiet: the owner is not told
              -s             silent: nothing is said if the address is not subscribed
              -r, -R, -b     the reason for mails is a request, a confirmation, bouncing
              -U             do not say whose list root works on
              -e             has no effect, kept for old scripts
              -c             send a goodbye mail (not in this version)
              -C             ask the address for confirmation (not in this version)
              -h, -V         show this help, the version
            """;
    }

    @Override
    protected ExitStatus run(Invocation invocation, Options options)
            throws UsageException, RefusedException, IOException {
        checkUsage(options);
        MailingList list = ListOption.list(invocation, options);
        EmailAddress address = AddressOption.read(options);
        ListOption.announceOwner(invocation, options, list);

        Subscribers subscribers = list.subscribers();
        List<SubscriberFolder> folders = folders(options, subscribers);
        if (!isIn(folders, address)) {
            if (!options.has('s')) {
                ListOption.say(invocation, address + " is not subscribed");
            }
            return ExitStatus.OK;
        }
        UnsentMail.refuseNotice(list, options);
        subscribers.unsubscribe(address, folders);
        if (isIn(folders, address)) {
            throw new RefusedException(address + " is still subscribed: another program has added it meanwhile");
        }
        return ExitStatus.OK;
    }

    private static void checkUsage(Options options) throws UsageException {
        ListOption.folder(options);
        AddressOption.text(options);
        if (options.count("dnN") > 1) {
            throw new UsageException("only one of -d, -n and -N makes sense");
        }
        if (options.has('C') && options.has('c')) {
            throw new UsageException("-c says goodbye, -C asks first; only one makes sense");
        }
        if (options.has('C') && (options.has('R') || options.has('b'))) {
            throw new UsageException("-C asks for a confirmation, which makes no sense with -R or -b");
        }
        UnsentMail.refuseOptions(options, "cC");
    }

    private static List<SubscriberFolder> folders(Options options, Subscribers subscribers) {
        return switch (options.last("dnN").orElse('-')) {
            case 'd' -> List.of(subscribers.digest());
            case 'n' -> List.of(subscribers.nomail());
            case 'N' -> List.of(subscribers.normal());
            default -> subscribers.all();
        };
    }

    private static boolean isIn(List<SubscriberFolder> folders, EmailAddress address) throws IOException {
        for (SubscriberFolder folder : folders) {
            if (folder.contains(address)) {
                return true;
            }
        }
        return false;
    }
}
