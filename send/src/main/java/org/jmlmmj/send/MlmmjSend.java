package org.jmlmmj.send;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.address.InvalidAddressException;
import org.jmlmmj.core.address.ReversePath;
import org.jmlmmj.core.cli.ExitStatus;
import org.jmlmmj.core.cli.Invocation;
import org.jmlmmj.core.cli.Options;
import org.jmlmmj.core.cli.Program;
import org.jmlmmj.core.cli.UsageException;
import org.jmlmmj.core.list.ListDirectory;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.list.Tunable;
import org.jmlmmj.core.subscriber.SubscriberLines;
import org.jmlmmj.send.Preparation.Message;

/**
 * {@code mlmmj-send}: gives one mail to many recipients through the list's relay (spec 03).
 *
 * <pre>
 * mode     recipients                  envelope sender          who does not get it
 * (none)   subscribers.d               per recipient, index     requeue/INDEX
 * -l 2     control/moderators          -F                       queue
 * -l 3     -s                          per recipient, index     requeue/INDEX
 * -l 4     -s                          -F                       queue
 * -l 7     digesters.d                 per recipient, 0         requeue/digestISSUE
 * </pre>
 *
 * <p>Exit status: 0 when the mail was attempted, even if nobody got it, for it waits then; 64 for wrong usage; 75 if the list
 * directory or the mail cannot be worked on.
 */
public final class MlmmjSend extends Program {
    private static final String MODES = "the post modes are: none, 2, 3, 4 and 7";

    private final StopSignal stop;

    /** A program that ends early when it is asked to. */
    public MlmmjSend(StopSignal stop) {
        super("mlmmj-send", "aDm:l:L:R:F:T:r:s:o:");
        this.stop = stop;
    }

    /** Runs the program. */
    public static void main(String[] arguments) {
        Termination termination = Termination.install();
        int status = ExitStatus.TEMPORARY_FAILURE.code();
        try {
            status = new MlmmjSend(termination.stop()).runProcess(arguments);
        } finally {
            // Whatever happens, or the end of the process would wait for it forever.
            termination.finished(status);
        }
        System.exit(status);
    }

    @Override
    protected String usage() {
        return """
                Usage: mlmmj-send -L LIST -m FILE [-l MODE] [OPTION]...
                Send a mail to many recipients through the list's relay.

                  -L LIST   list directory
                  -m FILE   the mail
                  -l MODE   nothing: a post to all subscribers; 2: to the moderators; 3: again to the
                            recipients in -s; 4: to the recipients in -s; 7: a digest
                  -F ADDR   envelope sender (modes 2 and 4); may be empty
                  -s FILE   recipients, one per line (modes 3 and 4)
                  -o ADDR   recipient to leave out (posts and digests)
                  -r HOST   relay in place of control/relayhost
                  -a        do not archive the post
                  -D        do not delete FILE afterwards
                  -h, -V    this text; the version
                """;
    }

    @Override
    protected ExitStatus run(Invocation invocation, Options options) throws UsageException, IOException {
        String mode = mode(options);
        String mail = options.required('m', "FILE");
        String folder = options.required('L', "LIST");
        ListDirectory directory = ListDirectory.open(folder, invocation.names()).requireOwner();
        MailingList list = MailingList.open(directory, invocation.clock(), invocation.syslog());
        Path file = FileArgument.resolve(mail, directory.path());
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString());
        }
        // What comes by descriptor is the caller's to delete.
        boolean deletes = !options.has('D') && !FileArgument.isDescriptor(mail);
        Optional<Delivery> delivery;
        try {
            delivery = prepare(mode, options, list, new Message(file, deletes));
        } catch (NoSuchFileException e) {
            if (Files.exists(file)) {
                throw e;
            }
            // Another process held the lock and has done the job meanwhile (spec 03 §15).
            list.syslog().info(file + ": was sent by another process");
            return ExitStatus.OK;
        }
        if (delivery.isPresent()) {
            try (Delivery prepared = delivery.get()) {
                prepared.deliver();
            }
        }
        return ExitStatus.OK;
    }

    private static String mode(Options options) throws UsageException {
        String mode = options.value('l')
                .map(value -> value.isEmpty() ? "?" : value.substring(0, 1))
                .orElse("");
        return switch (mode) {
            case "", "2", "3", "4", "7" -> mode;
            case "1", "5", "6" ->
                throw new UsageException("mode " + mode + " of the original is not supported; " + MODES);
            default -> throw new UsageException("there is no mode " + mode + "; " + MODES);
        };
    }

    private Optional<Delivery> prepare(String mode, Options options, MailingList list, Message message)
            throws UsageException, IOException {
        Relay relay = Relay.of(list, options.value('r').filter(host -> !host.isBlank()));
        Optional<EmailAddress> omit = options.value('o').flatMap(EmailAddress::parse);
        return switch (mode) {
            case "2" -> toModerators(list, new DirectMail(list, relay, stop), message, sender(options));
            case "3" -> Optional.of(new Resend(list, relay, stop).prepare(message, recipients(options, list)));
            case "4" -> {
                ReversePath sender = sender(options);
                Path recipients = recipients(options, list);
                yield Optional.of(new DirectMail(list, relay, stop).prepare(message, sender, (intake, outgoing) -> {
                    try (SubscriberLines lines = SubscriberLines.of(recipients)) {
                        intake.takeAll(lines);
                    }
                }));
            }
            case "7" -> Optional.of(new DigestMail(list, relay, stop).prepare(message, omit));
            default -> {
                ListPost post = new ListPost(list, relay, stop);
                if (options.has('a')) {
                    yield Optional.of(post.prepareUnnumbered(message, omit));
                }
                yield wasBegun(list, message) ? Optional.empty() : Optional.of(post.prepare(message, omit));
            }
        };
    }

    /**
     * Whether a process that died has begun to send this post. To begin anew would take another number and send to people who have
     * it; instead that delivery is ended, and who is left gets the post from {@code requeue/}.
     */
    private static boolean wasBegun(MailingList list, Message message) throws IOException {
        DeliveryRecovery recovery = new DeliveryRecovery(list);
        if (!recovery.isPrepared(message.file().toRealPath())) {
            return false;
        }
        recovery.run();
        return true;
    }

    private static Optional<Delivery> toModerators(
            MailingList list, DirectMail mail, Message message, ReversePath sender) throws IOException {
        Optional<List<String>> moderators = list.tunables().get(Tunable.MODERATORS);
        if (moderators.isEmpty()) {
            list.syslog()
                    .error(list.directory().path() + "/control/moderators is missing, nobody is asked about "
                            + message.file());
            return Optional.empty();
        }
        return Optional.of(mail.prepare(message, sender, (intake, outgoing) -> {
            for (String moderator : moderators.get()) {
                intake.take(moderator, "control/moderators");
            }
        }));
    }

    private static ReversePath sender(Options options) throws UsageException {
        String sender = options.required('F', "ADDR");
        try {
            return ReversePath.parse(sender);
        } catch (InvalidAddressException e) {
            throw new UsageException("-F " + sender + ": " + e.getMessage());
        }
    }

    private static Path recipients(Options options, MailingList list) throws UsageException, IOException {
        return FileArgument.resolve(
                options.required('s', "FILE"), list.directory().path());
    }
}
