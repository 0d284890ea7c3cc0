package org.jmlmmj.send;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.address.InvalidAddressException;
import org.jmlmmj.core.address.ReversePath;
import org.jmlmmj.core.cli.Options;
import org.jmlmmj.core.cli.UsageException;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.list.Tunable;
import org.jmlmmj.core.subscriber.SubscriberLines;
import org.jmlmmj.send.Preparation.Message;

/** What the command line of {@code mlmmj-send} asks for (spec 03 §4). For one thread. */
final class SendJob {
    private final Options options;
    private final MailingList list;
    private final StopSignal stop;
    private final Message message;
    private final Relay relay;
    private final char mode;

    SendJob(Options options, MailingList list, Message message, StopSignal stop) throws UsageException, IOException {
        this.options = options;
        this.list = list;
        this.stop = stop;
        this.message = message;
        this.mode = mode(options);
        this.relay = Relay.of(list, options.value('r').filter(host -> !host.isBlank()));
    }

    private static char mode(Options options) throws UsageException {
        Optional<String> value = options.value('l');
        char mode = value.isEmpty()
                ? '0'
                : value.get().isEmpty() ? '?' : value.get().charAt(0);
        if (value.isPresent() && (mode < '1' || mode > '7')) {
            throw new UsageException("there is no mode " + mode + "; the modes are none and 1 to 7");
        }
        return mode;
    }

    /** Does it. */
    void run(Progress progress) throws UsageException, IOException {
        switch (mode) {
            case '1', '5', '6' -> sendSingle();
            default -> {
                Optional<Delivery> delivery = prepare();
                if (delivery.isPresent()) {
                    try (Delivery prepared = delivery.get()) {
                        prepared.deliver(progress);
                    }
                }
            }
        }
    }

    private void sendSingle() throws UsageException, IOException {
        SingleMail mail = new SingleMail(list, relay, stop);
        EmailAddress recipient = address('T', options.required('T', "ADDR"));
        Optional<EmailAddress> replyTo = replyTo();
        switch (mode) {
            case '1' -> mail.send(message, sender(), recipient, replyTo);
            case '5' -> mail.probe(message, sender(), recipient, replyTo);
            default -> {
                // From the archive, where the post stays in any case.
                String index = Resend.indexOf(message.file());
                ReversePath sender = ReversePath.of(list.bounceAddress().forRecipient(index, recipient));
                mail.send(new Message(message.file(), false), sender, recipient, replyTo);
            }
        }
    }

    private Optional<Delivery> prepare() throws UsageException, IOException {
        return switch (mode) {
            case '2' -> toModerators(sender());
            case '3' -> Optional.of(new Resend(list, relay, stop).prepare(message, people()));
            case '4' -> Optional.of(toPeople(sender(), people()));
            case '7' -> Optional.of(new DigestMail(list, relay, stop).prepare(message, omitted()));
            default -> toSubscribers();
        };
    }

    private Optional<Delivery> toSubscribers() throws IOException {
        ListPost post = new ListPost(list, relay, stop);
        if (options.has('a')) {
            return Optional.of(post.prepareUnnumbered(message, omitted()));
        }
        return wasBegun() ? Optional.empty() : Optional.of(post.prepare(message, omitted()));
    }

    /**
     * Whether a process that died has begun to send this post. To begin anew would take another number and send to people who have
     * it; instead that delivery is ended, and who is left gets the post from {@code requeue/}.
     */
    private boolean wasBegun() throws IOException {
        DeliveryRecovery recovery = new DeliveryRecovery(list);
        if (!recovery.isPrepared(message.file().toRealPath())) {
            return false;
        }
        recovery.run();
        return true;
    }

    private Optional<Delivery> toModerators(ReversePath sender) throws IOException {
        Optional<List<String>> moderators = list.tunables().get(Tunable.MODERATORS);
        if (moderators.isEmpty()) {
            list.syslog()
                    .error(list.directory().path() + "/control/moderators is missing, nobody is asked about "
                            + message.file());
            return Optional.empty();
        }
        return Optional.of(new DirectMail(list, relay, stop).prepare(message, sender, (intake, outgoing) -> {
            for (String moderator : moderators.get()) {
                intake.take(moderator, "control/moderators");
            }
        }));
    }

    private Delivery toPeople(ReversePath sender, Path people) throws IOException {
        return new DirectMail(list, relay, stop).prepare(message, sender, (intake, outgoing) -> {
            try (SubscriberLines lines = SubscriberLines.of(people)) {
                intake.takeAll(lines);
            }
        });
    }

    /** What is no address leaves out nobody. */
    private Optional<EmailAddress> omitted() {
        return options.value('o').flatMap(EmailAddress::parse);
    }

    private Optional<EmailAddress> replyTo() throws UsageException {
        Optional<String> value = options.value('R').filter(text -> !text.isBlank());
        return value.isPresent() ? Optional.of(address('R', value.get())) : Optional.empty();
    }

    private ReversePath sender() throws UsageException {
        String sender = options.required('F', "ADDR");
        try {
            return ReversePath.parse(sender);
        } catch (InvalidAddressException e) {
            throw new UsageException("-F " + sender + ": " + e.getMessage());
        }
    }

    private static EmailAddress address(char letter, String text) throws UsageException {
        try {
            return EmailAddress.of(text);
        } catch (InvalidAddressException e) {
            throw new UsageException("-" + letter + " " + text + ": " + e.getMessage());
        }
    }

    private Path people() throws UsageException, IOException {
        return FileArgument.resolve(
                options.required('s', "FILE"), list.directory().path());
    }
}
