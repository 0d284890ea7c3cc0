package org.jmlmmj.core.list;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jmlmmj.core.address.BounceAddress;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.address.InvalidAddressException;
import org.jmlmmj.core.address.ListAddress;
import org.jmlmmj.core.log.OperationLog;
import org.jmlmmj.core.log.Syslog;
import org.jmlmmj.core.spool.Archive;
import org.jmlmmj.core.spool.BounceFolder;
import org.jmlmmj.core.spool.Confirmations;
import org.jmlmmj.core.spool.DurableFiles;
import org.jmlmmj.core.spool.Incoming;
import org.jmlmmj.core.spool.Index;
import org.jmlmmj.core.spool.Moderation;
import org.jmlmmj.core.spool.Queue;
import org.jmlmmj.core.spool.Requeue;
import org.jmlmmj.core.spool.SubscriptionRequests;
import org.jmlmmj.core.subscriber.Subscribers;

/**
 * A mailing list: its directory with addresses, settings and one object per folder. Opening it reads the addresses; everything
 * else is read when it is asked for. Thread-safe.
 */
public final class MailingList {
    private final ListDirectory directory;
    private final Tunables tunables;
    private final List<ListAddress> addresses;
    private final Clock clock;
    private final Syslog syslog;
    private final Subscribers subscribers;

    private MailingList(
            ListDirectory directory, Tunables tunables, List<ListAddress> addresses, Clock clock, Syslog syslog) {
        this.directory = directory;
        this.tunables = tunables;
        this.addresses = addresses;
        this.clock = clock;
        this.syslog = syslog;
        this.subscribers = new Subscribers(directory.path(), directory.files(), syslog::warning);
    }

    /**
     * Opens the list in a directory.
     *
     * @param clock the time, with the zone for logs and headers
     * @throws ListException if {@code control/listaddress} is missing or holds no address
     */
    public static MailingList open(ListDirectory directory, Clock clock, Syslog syslog) throws IOException {
        Path control = directory.path().resolve("control");
        Tunables tunables = new Tunables(control, syslog::warning);
        return new MailingList(directory, tunables, readAddresses(control, tunables, syslog), clock, syslog);
    }

    private static List<ListAddress> readAddresses(Path control, Tunables tunables, Syslog syslog) throws IOException {
        Path file = control.resolve(Tunable.LISTADDRESS.name());
        List<String> lines = tunables.get(Tunable.LISTADDRESS).orElse(List.of());
        if (lines.isEmpty()) {
            throw new ListException(file + " is missing or empty; write the list's address into its first line");
        }
        List<EmailAddress> addresses = new ArrayList<>();
        for (String line : lines) {
            try {
                addresses.add(EmailAddress.of(line));
            } catch (InvalidAddressException e) {
                String reason = file + ": \"" + Syslog.oneLine(line) + "\" is no usable address: it " + e.getMessage();
                if (addresses.isEmpty()) {
                    throw new ListException(reason, e);
                }
                // The original takes any text in further lines, which only serve to recognise mail.
                syslog.warning(reason);
            }
        }
        return withDelimiter(addresses, control.resolve(Tunable.DELIMITER.name()), tunables);
    }

    private static List<ListAddress> withDelimiter(List<EmailAddress> addresses, Path file, Tunables tunables)
            throws IOException {
        String given = tunables.get(Tunable.DELIMITER).orElse("").strip();
        String delimiter = given.isEmpty() ? ListAddress.DEFAULT_DELIMITER : given;
        try {
            List<ListAddress> own = new ArrayList<>();
            for (EmailAddress address : addresses) {
                own.add(new ListAddress(address, delimiter));
            }
            return List.copyOf(own);
        } catch (InvalidAddressException e) {
            throw new ListException(
                    file + ": \"" + Syslog.oneLine(delimiter) + "\" cannot be part of an address: it " + e.getMessage(),
                    e);
        }
    }

    /** The list directory. */
    public ListDirectory directory() {
        return directory;
    }

    /** The writer of the list directory. */
    public DurableFiles files() {
        return directory.files();
    }

    /** The control files. */
    public Tunables tunables() {
        return tunables;
    }

    /** The address from which everything the list generates is made. */
    public ListAddress address() {
        return addresses.get(0);
    }

    /** Every address under which the list receives mail; the first one is {@link #address}. */
    public List<ListAddress> addresses() {
        return addresses;
    }

    /** Whether this is an address of the list itself, with or without an extension. */
    public boolean isOwn(EmailAddress address) {
        for (ListAddress own : addresses) {
            if (own.extensionOf(address).isPresent()) {
                return true;
            }
        }
        return false;
    }

    /** Envelope senders of posts, with {@code control/staticbounceaddr} if that holds an address (spec 03 §6.1). */
    public BounceAddress bounceAddress() throws IOException {
        Optional<String> line = tunables.get(Tunable.STATICBOUNCEADDR);
        if (line.isPresent()) {
            Optional<EmailAddress> fixed = EmailAddress.parse(line.get());
            if (fixed.isPresent()) {
                return BounceAddress.of(address(), fixed.get());
            }
            syslog.warning(
                    directory.path() + "/control/staticbounceaddr: \"" + line.get() + "\" is no address, ignored");
        }
        return BounceAddress.of(address());
    }

    /** {@code incoming/}. */
    public Incoming incoming() {
        return directory.incoming();
    }

    /** {@code queue/}. */
    public Queue queue() {
        return new Queue(directory.path().resolve("queue"), files());
    }

    /** {@code moderation/}. */
    public Moderation moderation() {
        return new Moderation(directory.path().resolve("moderation"), files());
    }

    /** Subscription requests in {@code moderation/}. */
    public SubscriptionRequests subscriptionRequests() {
        return new SubscriptionRequests(directory.path().resolve("moderation"), files());
    }

    /** {@code subconf/}. */
    public Confirmations joinConfirmations() {
        return new Confirmations(directory.path().resolve("subconf"), files());
    }

    /** {@code unsubconf/}. */
    public Confirmations leaveConfirmations() {
        return new Confirmations(directory.path().resolve("unsubconf"), files());
    }

    /** {@code archive/}. */
    public Archive archive() {
        return new Archive(directory.path().resolve("archive"), files());
    }

    /** {@code requeue/}. */
    public Requeue requeue() {
        return new Requeue(directory.path().resolve("requeue"), files());
    }

    /** {@code bounce/}. */
    public BounceFolder bounces() {
        return new BounceFolder(directory.path().resolve("bounce"), files());
    }

    /** {@code index}. */
    public Index index() {
        return new Index(directory.path().resolve("index"), archive(), files(), syslog::warning);
    }

    /** The three subscriber folders. */
    public Subscribers subscribers() {
        return subscribers;
    }

    /** {@code mlmmj.operation.log}. */
    public OperationLog operationLog() {
        return new OperationLog(directory.path().resolve("mlmmj.operation.log"), files(), clock, syslog);
    }

    /** The time, with the zone for logs and headers. */
    public Clock clock() {
        return clock;
    }

    /** The system's log. */
    public Syslog syslog() {
        return syslog;
    }
}
