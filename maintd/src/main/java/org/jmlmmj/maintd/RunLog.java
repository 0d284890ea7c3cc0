package org.jmlmmj.maintd;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.log.Syslog;
import org.jmlmmj.core.spool.CTime;
import org.jmlmmj.core.spool.DurableFiles;

/**
 * The log of one run over one list: written to {@code maintdlog-RANDOM}, in the end renamed to {@code mlmmj-maintd.lastrun.log}
 * (spec 04 §5). A full disk ends the log and not the run, which is what makes room again. Not thread-safe.
 */
final class RunLog implements Closeable {
    static final String PREFIX = "maintdlog-";
    static final String NAME = "mlmmj-maintd.lastrun.log";

    private final MailingList list;
    private final Path file;
    private final FileChannel channel;
    private boolean broken;

    private RunLog(MailingList list, Path file, FileChannel channel) {
        this.list = list;
        this.file = file;
        this.channel = channel;
    }

    /** Begins a log with the time. */
    static RunLog begin(MailingList list) throws IOException {
        DurableFiles files = list.files();
        Path file = list.directory().path().resolve(PREFIX + files.newName());
        RunLog log = new RunLog(list, file, files.createUnsynced(file));
        log.line("Starting maintenance run at " + CTime.format(ZonedDateTime.now(list.clock())) + "\n");
        return log;
    }

    /** Writes the line of a task. */
    void task(String name) {
        line(name);
    }

    /** Writes a line about something that is wrong, or worth knowing. */
    void note(String what) {
        line(" - " + Syslog.oneLine(what));
    }

    private void line(String text) {
        if (broken) {
            return;
        }
        ByteBuffer octets = ByteBuffer.wrap((text + "\n").getBytes(StandardCharsets.UTF_8));
        try {
            while (octets.hasRemaining()) {
                channel.write(octets);
            }
        } catch (IOException e) {
            broken = true;
            list.syslog().warning(file + ": cannot be written, the run goes on without its log: " + e);
        }
    }

    /** Whether this log is the file. */
    boolean is(Path other) {
        return file.equals(other);
    }

    /** Puts the log in the place of the last one. */
    void finish() throws IOException {
        channel.close();
        list.files().renameUnsynced(file, file.resolveSibling(NAME));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
