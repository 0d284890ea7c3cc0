package org.jmlmmj.admin.client;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import org.jmlmmj.admin.backend.BackendException;
import org.jmlmmj.admin.settings.SettingsException;
import org.jmlmmj.core.cli.ExitStatus;
import org.jmlmmj.core.cli.FailureText;
import org.jmlmmj.core.cli.Program;
import org.jmlmmj.core.cli.UsageException;

/** A program that uses the API: its help, its version, and what its status says of a failure. As thread-safe as its streams. */
abstract class Client {
    final PrintStream out;
    final PrintStream err;

    private final String name;
    private final String usage;
    private final int leastWords;

    /**
     * @param usage ends with a newline
     * @param leastWords with fewer of them, options not counted, it only shows how it is used
     */
    Client(String name, String usage, int leastWords, PrintStream out, PrintStream err) {
        this.name = name;
        this.usage = usage;
        this.leastWords = leastWords;
        this.out = out;
        this.err = err;
    }

    /** Does the work, for which there are enough words. */
    abstract ExitStatus work(ClientOptions options)
            throws UsageException, SettingsException, BackendException, IOException, InterruptedException;

    /** Runs the program with this command line. */
    public final ExitStatus run(List<String> arguments) {
        try {
            return dispatch(ClientOptions.of(arguments));
        } catch (UsageException e) {
            err.println(name + ": " + FailureText.of(e) + " (" + name + " -h for help)");
            return ExitStatus.USAGE;
        } catch (SettingsException | BackendException e) {
            err.println(name + ": " + FailureText.of(e));
            return ExitStatus.REFUSED;
        } catch (IOException e) {
            err.println(name + ": " + FailureText.of(e));
            return ExitStatus.TEMPORARY_FAILURE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitStatus.TEMPORARY_FAILURE;
        } finally {
            out.flush();
        }
    }

    private ExitStatus dispatch(ClientOptions options)
            throws UsageException, SettingsException, BackendException, IOException, InterruptedException {
        if (options.version()) {
            out.println(name + " version " + Program.version());
            return ExitStatus.OK;
        }
        if (options.help() || options.words().size() < leastWords) {
            out.print(usage);
            return options.help() ? ExitStatus.OK : options.status(ExitStatus.USAGE);
        }
        return work(options);
    }
}
