package org.jmlmmj.maintd;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jmlmmj.core.cli.Answer;
import org.jmlmmj.core.cli.ExitStatus;
import org.jmlmmj.core.cli.Invocation;
import org.jmlmmj.core.cli.Options;
import org.jmlmmj.core.cli.Program;
import org.jmlmmj.core.cli.Terminal;
import org.jmlmmj.core.cli.UsageException;
import org.jmlmmj.core.list.ListDirectory;
import org.jmlmmj.core.list.ListFinder;
import org.jmlmmj.core.log.Syslog;
import org.jmlmmj.core.spool.Ownership;
import org.jmlmmj.core.text.ListTexts;
import org.jmlmmj.send.OrderlyEnd;
import org.jmlmmj.send.StopSignal;

/**
 * {@code mlmmj-maintd}: what a list needs every few hours (spec 04). Mails that could not be sent are tried again, digests go out,
 * bouncing addresses are probed, forgiven or removed, what is too old is deleted, what a dead process left is taken up.
 *
 * <p>Exit status: 0 after a run, whatever happened in it; 64 for wrong usage; 75 if nothing could be done. Thread-safe.
 */
public final class MlmmjMaintd extends Program {
    /** From the end of one run to the beginning of the next (spec 04 §4). */
    public static final Duration PAUSE = Duration.ofHours(2);

    private final MaintenanceSetup setup;
    private final StopSignal stop;

    /**
     * @param stop asks for an early end
     */
    public MlmmjMaintd(MaintenanceSetup setup, StopSignal stop) {
        super("mlmmj-maintd", "FL:d:");
        this.setup = setup;
        this.stop = stop;
    }

    /** Runs the program for this process. */
    public static void main(String[] arguments) {
        OrderlyEnd end = new OrderlyEnd();
        // The launcher waits for an answer only where the program goes on in the background.
        Optional<Answer> answer = Boolean.getBoolean("jmlmmj.answer")
                ? Optional.of(new Answer(System.out, System.err))
                : Optional.empty();
        int status = installed(ListTexts.library(), end.get(), answer).runProcess(arguments);
        if (answer.isPresent()) {
            answer.get().give(status);
        }
        end.exit(status);
    }

    /**
     * The program as it is installed.
     *
     * @param library the installed list texts
     * @param stop asks for an early end
     * @param answer is given when it goes on in the background
     */
    public static MlmmjMaintd installed(Path library, StopSignal stop, Optional<Answer> answer) {
        MaintenanceSetup setup = new MaintenanceSetup(
                library,
                ProcessProgram.installed(),
                OwnerProcess.findSetpriv(),
                PAUSE,
                Terminal.ofProcess().output(),
                () -> answer.ifPresent(waited -> waited.give(ExitStatus.OK.code())));
        return new MlmmjMaintd(setup, stop);
    }

    @Override
    protected String usage() {
        return """
                Usage: mlmmj-maintd -L LIST | -d FOLDER [-F]
                Maintain mailing lists: retries, digests, bounces, expiry.

                  -L LIST    one list
                  -d FOLDER  every list below a folder, at any depth
                  -F         one run, in the foreground; otherwise one every two hours
                             in the background, until the program gets a TERM signal
                  -h, -V     this text; the version
                """;
    }

    @Override
    protected ExitStatus run(Invocation invocation, Options options) throws UsageException, IOException {
        if (options.count("Ld") != 1) {
            throw new UsageException("you have to give either -L LIST or -d FOLDER");
        }
        if (!options.operands().isEmpty()) {
            throw new UsageException("what is " + options.operands().get(0) + "?");
        }
        boolean foreground = options.has('F');
        Syslog syslog = foreground
                ? new EchoSyslog(invocation.syslog(), invocation.err(), invocation.program())
                : invocation.syslog();
        List<Path> lists = lists(options, invocation, syslog);
        if (foreground) {
            runOnce(lists, invocation, syslog);
            return ExitStatus.OK;
        }
        setup.started();
        while (true) {
            runOnce(lists, invocation, syslog);
            if (stop.await(setup.pause())) {
                return ExitStatus.OK;
            }
            lists = listsNow(options, invocation, syslog, lists);
        }
    }

    private static List<Path> lists(Options options, Invocation invocation, Syslog syslog)
            throws UsageException, IOException {
        String folder = options.value('d').orElse("");
        if (!options.has('d')) {
            return List.of(ListDirectory.open(options.required('L', "LIST"), invocation.names())
                    .requireOwner()
                    .path());
        }
        if (folder.isEmpty()) {
            throw new UsageException("the path of the folder is empty");
        }
        try {
            return new ListFinder(syslog).below(Path.of(folder).toAbsolutePath());
        } catch (InvalidPathException e) {
            throw new UsageException(folder + " is no usable path");
        }
    }

    /** Lists come and go while this runs; a folder that cannot be read now may be there again in two hours. */
    private static List<Path> listsNow(Options options, Invocation invocation, Syslog syslog, List<Path> before)
            throws UsageException {
        try {
            return lists(options, invocation, syslog);
        } catch (IOException e) {
            syslog.error("lists cannot be found at present: " + e);
            return before;
        }
    }

    private void runOnce(List<Path> lists, Invocation invocation, Syslog syslog) throws IOException {
        Tally tally = new Tally();
        MaintenanceRun local = LocalRun.of(invocation, syslog, setup.library(), setup.reprocessor(), stop, tally);
        Optional<Path> setpriv = setup.setpriv();
        if (setpriv.isPresent() && Ownership.of(Path.of("/")).process() == 0) {
            new RootRun(local, setpriv.get(), stop, tally, syslog, line -> pass(line, syslog, invocation)).run(lists);
        } else {
            local.run(lists);
        }
        if (setup.isWatched()) {
            invocation.out().print(tally.summary());
        }
    }

    /** What a process of ours has said is in syslog already, and belongs on standard error where ours go there too. */
    private static void pass(String line, Syslog syslog, Invocation invocation) {
        if (syslog.isOnStderr()) {
            invocation.err().println(line);
        }
    }
}
