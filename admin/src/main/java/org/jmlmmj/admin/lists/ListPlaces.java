package org.jmlmmj.admin.lists;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jmlmmj.admin.FolderDraft;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.cli.FailureText;
import org.jmlmmj.core.list.ListDirectory;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.log.Syslog;
import org.jmlmmj.core.spool.RandomNames;

/**
 * Where lists lie: exactly two folders below the spool, which are no links (spec 09 §6, D10). Immutable and thread-safe.
 */
public final class ListPlaces {
    /** No slash, so nothing leads out of the spool; no dot in front, which would hide the list and includes {@code ..}. */
    private static final Pattern LOCAL = Pattern.compile("[A-Za-z0-9_=+#&-][A-Za-z0-9._=+#&-]{0,63}");

    private static final Pattern DOMAIN = Pattern.compile(
            "(?=.{1,253}\\z)[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)+");

    private final Path spool;
    private final RandomNames names;
    private final Clock clock;
    private final Syslog syslog;

    /** Lists below a folder. */
    public ListPlaces(Path spool, RandomNames names, Clock clock, Syslog syslog) {
        this.spool = spool;
        this.names = names;
        this.clock = clock;
        this.syslog = syslog;
    }

    /** The address of a list, in lower case; empty if no list can have it. */
    public static Optional<EmailAddress> address(String text) {
        return EmailAddress.parse(text.strip())
                .map(EmailAddress::lowerCase)
                .filter(address -> LOCAL.matcher(address.local()).matches())
                .filter(address -> isDomain(address.domain()));
    }

    /** Whether lists can have this domain. */
    public static boolean isDomain(String domain) {
        return DOMAIN.matcher(domain).matches();
    }

    /** The spool. */
    public Path spool() {
        return spool;
    }

    /** The list directory, whether it is there or not. */
    public Path folder(EmailAddress list) {
        return spool.resolve(list.domain()).resolve(list.local());
    }

    /** Whether there is something in the place of the list directory. */
    public boolean isTaken(EmailAddress list) {
        return Files.exists(folder(list), LinkOption.NOFOLLOW_LINKS);
    }

    /** Whether there is a folder in its place, and no link on the way to it. */
    boolean isFolder(EmailAddress list) {
        return Files.isDirectory(spool.resolve(list.domain()), LinkOption.NOFOLLOW_LINKS)
                && Files.isDirectory(folder(list), LinkOption.NOFOLLOW_LINKS);
    }

    /** Deletes what dead processes have left of lists that they were making beside this one. What goes wrong is logged. */
    void dropAbandonedDrafts(EmailAddress list) {
        Path folder = spool.resolve(list.domain());
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try {
            FolderDraft.deleteAbandoned(folder, clock.instant(), syslog::warning);
        } catch (IOException | DirectoryIteratorException e) {
            // No reason to refuse what was asked for.
            syslog.warning(folder + ": what was left behind cannot be looked for: " + FailureText.of(e));
        }
    }

    /** Whether there is a list. */
    public boolean isList(EmailAddress list) {
        return isFolder(list) && Files.isRegularFile(folder(list).resolve("control/listaddress"));
    }

    /**
     * The folder of a list.
     *
     * @throws RequestException with {@code NO_SUCH_ACCOUNT} if there is none
     */
    public ListDirectory directory(EmailAddress list) throws RequestException, IOException {
        if (!isList(list)) {
            throw new RequestException("NO_SUCH_ACCOUNT");
        }
        return ListDirectory.open(folder(list), names).requireOwner();
    }

    /** The list itself; see {@link #directory}. */
    public MailingList open(EmailAddress list) throws RequestException, IOException {
        return MailingList.open(directory(list), clock, syslog);
    }
}
