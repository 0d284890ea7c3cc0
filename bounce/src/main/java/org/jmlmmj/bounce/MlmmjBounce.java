package org.jmlmmj.bounce;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.jmlmmj.bounce.ReturnedMail.Origin;
import org.jmlmmj.core.address.Ascii;
import org.jmlmmj.core.address.BounceAddress;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.cli.ExitStatus;
import org.jmlmmj.core.cli.Invocation;
import org.jmlmmj.core.cli.Options;
import org.jmlmmj.core.cli.ProcessNumber;
import org.jmlmmj.core.cli.Program;
import org.jmlmmj.core.cli.UsageException;
import org.jmlmmj.core.list.ListDirectory;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.reply.AdminMailWriter;
import org.jmlmmj.core.spool.DurableFiles;
import org.jmlmmj.core.spool.LockedFile;
import org.jmlmmj.core.text.ListTexts;
import org.jmlmmj.core.text.TextCache;
import org.jmlmmj.core.text.Texts;
import org.jmlmmj.send.OrderlyEnd;
import org.jmlmmj.send.RelayOutbox;
import org.jmlmmj.send.StopSignal;

/**
 * {@code mlmmj-bounce}: records that mail of the list came back, or sends a probe (spec 05 §5). Mail that comes to the list's
 * bounce addresses needs no call: {@code mlmmj-receive} takes it. Thread-safe.
 */
public final class MlmmjBounce extends Program {
    private final Path library;
    private final Supplier<StopSignal> termination;

    /**
     * @param library the installed list texts
     * @param termination tells of a request to end
     */
    public MlmmjBounce(Path library, Supplier<StopSignal> termination) {
        super("mlmmj-bounce", "dL:a:n:m:p");
        this.library = library;
        this.termination = termination;
    }

    /** Runs the program for this process. */
    public static void main(String[] arguments) {
        OrderlyEnd end = new OrderlyEnd();
        int status = new MlmmjBounce(ListTexts.library(), end).runProcess(arguments);
        end.exit(status);
    }

    @Override
    protected String usage() {
        return """
                Usage: mlmmj-bounce -L LIST {-a NAME | -d} {-n ID | -p} [-m MAILFILE]

                Records that mail of the list came back, or sends a probe.

                 -L LIST      list directory
                 -a NAME      the address, written user=host; with -n confsub and confunsub the cookie
                 -d           find the addresses in the delivery report given by -m
                 -m MAILFILE  the mail that came back; it is kept beside the record, or deleted
                 -n ID        which mail: the number of a post, digest, help; probe, confsub, confunsub
                 -p           send a probe
                 -h           show this help
                 -V           show the version
                """;
    }

    @Override
    protected ExitStatus run(Invocation invocation, Options options) throws UsageException, IOException {
        String folder = options.required('L', "the list directory");
        checkUsage(options);
        ListDirectory directory = ListDirectory.open(folder, invocation.names()).requireOwner();
        MailingList list = MailingList.open(directory, invocation.clock(), invocation.syslog());
        if (options.has('p')) {
            probe(list, invocation, options);
        } else if (options.has('m')) {
            take(list, options);
        } else {
            new NotedBounce(list).take(parameter(options));
        }
        return ExitStatus.OK;
    }

    private static void checkUsage(Options options) throws UsageException {
        if (!options.has('a') && !options.has('d')) {
            throw new UsageException("you have to give an address with -a, or -d");
        }
        if (options.has('n') == options.has('p')) {
            throw new UsageException("you have to give either -n or -p");
        }
        if (options.has('d') && !options.has('m')) {
            throw new UsageException("-d needs a mail with -m");
        }
        if (options.has('p') && !options.has('d') && probed(options).isEmpty()) {
            throw new UsageException("-a has to be an address in the form user=host");
        }
    }

    private static Optional<EmailAddress> probed(Options options) {
        return options.value('a').flatMap(BounceAddress::decodeRecipient).map(EmailAddress::lowerCase);
    }

    /** What the options say; with {@code -d} the address comes from the report, whatever {@code -a} says. */
    private static Optional<BounceParameter> parameter(Options options) {
        String ident = Ascii.lowerCase(options.value('n').orElse(""));
        return options.has('d')
                ? BounceParameter.ofReport(ident)
                : BounceParameter.of(ident, Ascii.lowerCase(options.value('a').orElse("")));
    }

    private static void take(MailingList list, Options options) throws UsageException, IOException {
        try (LockedFile locked = open(options)) {
            String name = options.value('n').orElse("")
                    + options.value('a').map(who -> "-" + who).orElse("");
            ReturnedMail mail = new ReturnedMail(locked.path(), locked.channel(), name, Origin.VOUCHED_FOR);
            new IncomingBounces(list).take(mail, parameter(options));
        }
    }

    private static LockedFile open(Options options) throws UsageException, IOException {
        return LockedFile.open(Path.of(options.required('m', "the mail")), DurableFiles::openExisting);
    }

    private void probe(MailingList list, Invocation invocation, Options options) throws UsageException, IOException {
        Texts texts = Texts.of(list.directory(), library, TextCache.none(), invocation.syslog()::warning);
        AdminMailWriter writer = new AdminMailWriter(list, texts, invocation.names(), ProcessNumber.current());
        Probes probes = new Probes(list, writer, RelayOutbox.of(list, termination.get()));
        if (!options.has('d')) {
            probe(probes, probed(options).orElseThrow());
            return;
        }
        try (LockedFile locked = open(options)) {
            ReturnedMail mail = new ReturnedMail(locked.path(), locked.channel(), "-d -p", Origin.VOUCHED_FOR);
            for (EmailAddress address : new ReportedSubscribers(list).of(mail.diagnose())) {
                probe(probes, address);
            }
            new ReturnedMails(list).drop(mail, "its subscribers are probed");
        }
    }

    private static void probe(Probes probes, EmailAddress address) throws IOException {
        if (!probes.send(address)) {
            throw new IOException("the relay did not take the probe to " + address);
        }
    }
}
