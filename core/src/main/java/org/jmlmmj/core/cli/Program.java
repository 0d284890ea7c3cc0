package org.jmlmmj.core.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/**
 * The skeleton of a program: options, help, version, and the rule that every outcome is an {@link ExitStatus} with one clear
 * line on standard error (spec 07 §1). Programs are stateless; each {@link #run} is independent, so they are thread-safe.
 */
public abstract class Program {
    private final String name;
    private final String letters;

    /**
     * @param name the program's name, for example {@code mlmmj-receive}
     * @param letters the options as for getopt(3), without {@code h} and {@code V}, which every program has
     */
    protected Program(String name, String letters) {
        this.name = name;
        this.letters = letters;
    }

    /** The options it knows, as for getopt(3). */
    public final String letters() {
        return "hV" + letters;
    }

    /** The text of {@code -h}, ending with a newline. */
    protected abstract String usage();

    /**
     * Does the work.
     *
     * @throws UsageException if the command line is wrong
     * @throws RefusedException if the request cannot be carried out however often it is tried
     * @throws IOException if something failed that may work later
     */
    protected abstract ExitStatus run(Invocation invocation, Options options)
            throws UsageException, RefusedException, IOException;

    /** Runs the program for the current process; the result belongs into {@link ProcessEnd}. */
    public final int runProcess(String[] arguments) {
        Invocation invocation = Invocation.ofProcess(name, arguments);
        ExitStatus status = run(invocation);
        invocation.out().flush();
        invocation.syslog().close();
        return status.code();
    }

    /** Runs the program; never throws, whatever happens inside. */
    public final ExitStatus run(Invocation invocation) {
        try {
            Options options = Options.parse(letters(), invocation.arguments());
            if (options.has('h')) {
                invocation.out().print(usage());
                return ExitStatus.OK;
            }
            if (options.has('V')) {
                invocation.out().println(invocation.program() + " version " + version());
                return ExitStatus.OK;
            }
            return run(invocation, options);
        } catch (UsageException e) {
            complain(invocation, FailureText.of(e) + " (" + invocation.program() + " -h for help)");
            return ExitStatus.USAGE;
        } catch (RefusedException e) {
            complain(invocation, FailureText.of(e));
            return ExitStatus.REFUSED;
        } catch (Exception | Error e) {
            // A jar is missing or damaged, or is being exchanged at this moment; Java cannot read a file of its own,
            // which is an
            // InternalError. Whoever started us must be told, and the process must end: the shutdown waits for that.
            return fail(invocation, e);
        }
    }

    private static ExitStatus fail(Invocation invocation, Throwable failure) {
        String message = FailureText.of(failure);
        complain(invocation, message);
        if (!invocation.syslog().isOnStderr()) {
            invocation.syslog().error(message);
        }
        if (invocation.environment().containsKey("JMLMMJ_DEBUG")) {
            failure.printStackTrace(invocation.err());
        }
        return ExitStatus.TEMPORARY_FAILURE;
    }

    private static void complain(Invocation invocation, String message) {
        PrintStream err = invocation.err();
        err.println(invocation.program() + ": " + message);
        err.flush();
    }

    /** The version of this software, as {@code -V} prints it. */
    public static String version() throws IOException {
        try (InputStream in = Program.class.getResourceAsStream("version.properties")) {
            if (in == null) {
                throw new IOException("version.properties is missing from the program's jar");
            }
            Properties properties = new Properties();
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            return properties.getProperty("version");
        }
    }
}
