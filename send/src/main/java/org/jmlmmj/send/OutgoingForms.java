package org.jmlmmj.send;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.list.Tunable;
import org.jmlmmj.core.message.SevenBitMail;
import org.jmlmmj.send.smtp.Capabilities;
import org.jmlmmj.send.smtp.MailForms;
import org.jmlmmj.send.smtp.WireImage;
import org.jspecify.annotations.Nullable;

/**
 * A stored mail as it is, and in seven bits for servers that do not offer 8BITMIME unless {@code control/eightbit} says
 * otherwise (spec 03 §17.3). The second form is made when the first server needs it, and once. If it cannot be made, the mail goes
 * out as it is: losing it is worse. Thread-safe; to be closed after the last use.
 */
final class OutgoingForms implements MailForms, Closeable {
    private static final String CONVERT = "convert";
    private static final String AS_IS = "asis";

    private final MailingList list;
    private final FileChannel mail;
    private final String name;
    private final WireImage stored;
    private @Nullable WireImage sevenBit;

    private OutgoingForms(MailingList list, FileChannel mail, String name, WireImage stored) {
        this.list = list;
        this.mail = mail;
        this.name = name;
        this.stored = stored;
    }

    /**
     * The forms of a mail.
     *
     * @param mail stays open longer than this
     * @param name what logs call it
     */
    static OutgoingForms of(MailingList list, FileChannel mail, String name) throws IOException {
        return new OutgoingForms(list, mail, name, WireImage.of(mail, list.files()));
    }

    @Override
    public WireImage formFor(Capabilities capabilities) {
        return capabilities.eightBitMime() || !stored.facts().eightBit() ? stored : sevenBit();
    }

    private synchronized WireImage sevenBit() {
        WireImage image = sevenBit;
        if (image == null) {
            image = convert();
            sevenBit = image;
        }
        return image;
    }

    private WireImage convert() {
        try {
            if (!isConverted()) {
                return stored;
            }
            SevenBitMail converted = SevenBitMail.of(mail);
            converted
                    .doubt()
                    .ifPresent(why -> list.syslog()
                            .info(name
                                    + ": goes out with octets beyond ASCII, though the relay does not offer 8BITMIME: "
                                    + why));
            return converted.isChanged() ? WireImage.of(converted::writeTo, list.files()) : stored;
        } catch (IOException e) {
            list.syslog().warning(name + ": cannot be made 7bit and goes out as it is: " + e);
            return stored;
        }
    }

    private boolean isConverted() throws IOException {
        String wanted = list.tunables()
                .get(Tunable.EIGHTBIT)
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .orElse(CONVERT);
        if (!wanted.equals(CONVERT) && !wanted.equals(AS_IS)) {
            list.syslog()
                    .warning(list.directory().path() + "/control/eightbit: neither " + CONVERT + " nor " + AS_IS
                            + ", taken as " + CONVERT);
        }
        return !wanted.equals(AS_IS);
    }

    /** The temporary files go. */
    @Override
    public synchronized void close() throws IOException {
        WireImage other = sevenBit;
        try {
            if (other != null && other != stored) {
                other.close();
            }
        } finally {
            stored.close();
        }
    }
}
