package org.jmlmmj.admin;

import java.io.IOException;
import java.util.Optional;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.cli.ExitStatus;
import org.jmlmmj.core.cli.Invocation;
import org.jmlmmj.core.cli.Options;
import org.jmlmmj.core.cli.Program;
import org.jmlmmj.core.cli.RefusedException;
import org.jmlmmj.core.cli.UsageException;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.subscriber.Version;

/**
 * {@code mlmmj-sub}: subscribes an address, or changes how it is subscribed (spec 07 §4).
 *
 * <p>Diagnostics: 0, the address is subscribed as wanted, also if it was before; refused, the address or the list does not
 * allow it and nothing changed; 64, wrong usage; 75, a failure that may pass.
 *
 * <p>Security: only root and the owner of the list directory may use it. Stateless, so thread-safe.
 */
public final class MlmmjSub extends Program {
    /** The program. */
    public MlmmjSub() {
        super("mlmmj-sub", "L:a:m:dnbcCfqsrRU");
    }

    /** Runs the program for this process. */
    public static void main(String[] args) {
        System.exit(new MlmmjSub().runProcess(args));
    }

    @Override
    protected String usage() {
        return """
            Usage: mlmmj-sub -L LIST -a ADDR [-d | -n | -b] [options]
            Subscribes an address to a list.

              -L LIST    the list directory
              -a ADDR    the address
              -d         gets digests
              -n         gets no mail
              -b         gets every post and digests
              -f         force: needs no permission by a gatekeeper
              -q         quiet: the owner is not told
              -s         silent: nothing is said if the address is subscribed already
              -r, -R     the reason for mails is a request, a confirmation
              -U         do not say whose list root works on
              -c         send a welcome mail (not in this version)
              -C         ask the address for confirmation (not in this version)
              -m COOKIE  permit a waiting request (not in this version)
              -h, -V     show this help, the version
            """;
    }

    @Override
    protected ExitStatus run(Invocation invocation, Options options)
            throws UsageException, RefusedException, IOException {
        checkUsage(options);
        Version wanted = version(options);
        MailingList list = ListOption.list(invocation, options);
        EmailAddress address = AddressOption.read(options);
        ListOption.announceOwner(invocation, options, list);
        AddressOption.requireSubscribable(address, list);

        Optional<Version> present = list.subscribers().versionOf(address);
        if (present.isEmpty()) {
            // A change of version needs no permission, and the owner is not told (spec 07 §4.2).
            UnsentMail.refuseGatekeeping(list, options);
            UnsentMail.refuseNotice(list, options);
        }
        list.subscribers().subscribe(address, wanted);
        if (present.equals(Optional.of(wanted)) && !options.has('s')) {
            ListOption.say(invocation, address + " is subscribed already");
        }
        return ExitStatus.OK;
    }

    private static void checkUsage(Options options) throws UsageException {
        ListOption.folder(options);
        if (!options.has('a') && !options.has('m')) {
            throw new UsageException("you have to give -a ADDR, the address, or -m COOKIE of a request");
        }
        if (options.count("dnb") > 1) {
            throw new UsageException("only one of -d, -n and -b makes sense");
        }
        if (options.has('C') && options.has('R')) {
            throw new UsageException("-C asks for a confirmation, -R says that there is one; only one makes sense");
        }
        UnsentMail.refuseOptions(options, "cCm");
    }

    private static Version version(Options options) {
        return switch (options.last("dnb").orElse('-')) {
            case 'd' -> Version.DIGEST;
            case 'n' -> Version.NOMAIL;
            case 'b' -> Version.BOTH;
            default -> Version.NORMAL;
        };
    }
}
