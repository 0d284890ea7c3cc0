package org.jmlmmj.send;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jmlmmj.core.cli.ExitStatus;
import org.jmlmmj.core.cli.Invocation;
import org.jmlmmj.core.cli.Options;
import org.jmlmmj.core.cli.ProcessEnd;
import org.jmlmmj.core.cli.Program;
import org.jmlmmj.core.cli.Terminal;
import org.jmlmmj.core.cli.UsageException;
import org.jmlmmj.core.list.ListDirectory;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.send.Preparation.Message;

/**
 * {@code mlmmj-send}: gives one mail to many recipients through the list's relay (spec 03).
 *
 * <pre>
 * mode     recipients                  envelope sender          who does not get it
 * (none)   subscribers.d               per recipient, index     requeue/INDEX
 * -l 1     -T                          -F                       queue
 * -l 2     control/moderators          -F                       queue
 * -l 3     -s                          per recipient, index     requeue/INDEX
 * -l 4     -s                          -F                       queue
 * -l 5     -T (a probe)                -F                       nowhere
 * -l 6     -T (an archived post)       per recipient, index     queue
 * -l 7     digesters.d                 per recipient, 0         requeue/digestISSUE
 * </pre>
 *
 * <p>Exit status: 0 when the mail was attempted, even if nobody got it, for it waits then; 64 for wrong usage; 75 if the list
 * directory or the mail cannot be worked on.
 */
public final class MlmmjSend extends Program {
    private final StopSignal stop;
    private final Terminal terminal;

    /** A program that ends early when it is asked to, and that nobody watches. */
    public MlmmjSend(StopSignal stop) {
        this(stop, Terminal.none());
    }

    /** A program that shows somebody at a terminal how it gets on. */
    public MlmmjSend(StopSignal stop, Terminal terminal) {
        super("mlmmj-send", "aDm:l:L:R:F:T:r:s:o:");
        this.stop = stop;
        this.terminal = terminal;
    }

    /** Runs the program. */
    public static void main(String[] arguments) {
        Termination termination = Termination.install();
        int status = ExitStatus.TEMPORARY_FAILURE.code();
        try {
            status = new MlmmjSend(termination.stop(), Terminal.ofProcess()).runProcess(arguments);
        } finally {
            // Whatever happens, or the end of the process would wait for it forever.
            termination.finished(status);
        }
        ProcessEnd.now(status);
    }

    @Override
    protected String usage() {
        return """
                Usage: mlmmj-send -L LIST -m FILE [-l MODE] [OPTION]...
                Send a mail to many recipients through the list's relay.

                  -L LIST   list directory
                  -m FILE   the mail
                  -l MODE   nothing: a post to all subscribers; 1: to -T; 2: to the moderators; 3: again to
                            the recipients in -s; 4: to the recipients in -s; 5: a probe to -T; 6: an
                            archived post to -T; 7: a digest
                  -F ADDR   envelope sender (modes 1, 2, 4 and 5); may be empty
                  -T ADDR   recipient (modes 1, 5 and 6)
                  -R ADDR   Reply-To: to put in front (modes 1, 5 and 6)
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
        SendJob job = new SendJob(options, list, new Message(file, deletes), stop);
        Progress progress = terminal.errors() ? new ProgressLine(invocation.err(), System::nanoTime) : Progress.UNSEEN;
        try {
            job.run(progress);
        } catch (NoSuchFileException e) {
            if (Files.exists(file)) {
                throw e;
            }
            // Another process held the lock and has done the job meanwhile (spec 03 §15).
            list.syslog().info(file + ": was sent by another process");
        }
        return ExitStatus.OK;
    }
}
