package org.jmlmmj.admin.api;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.jmlmmj.admin.backend.Backend;
import org.jmlmmj.admin.backend.Backends;
import org.jmlmmj.admin.settings.Setting;
import org.jmlmmj.admin.settings.Settings;
import org.jmlmmj.admin.settings.SettingsException;
import org.jmlmmj.admin.settings.SettingsImport;
import org.jmlmmj.core.cli.ExitStatus;
import org.jmlmmj.core.cli.FailureText;
import org.jmlmmj.core.cli.Program;
import org.jmlmmj.core.log.Syslog;
import org.jmlmmj.core.spool.RandomNames;
import org.jmlmmj.send.OrderlyEnd;
import org.jmlmmj.send.StopSignal;

/**
 * {@code mlmmjadmin}: the HTTP API, in the foreground until it gets SIGTERM (spec 09).
 *
 * <p>Diagnostics: 0, it served until it was told to end; refused, it cannot start, and says why; 64, wrong usage; 75, a failure that may
 * pass, such as a port that is taken.
 *
 * <p>Security: whoever knows a token may change every list. Run it as the lists' user, never as root.
 */
public final class MlmmjAdmin {
    private static final Path STANDARD_CONFIG = Path.of("/etc/mlmmjadmin/mlmmjadmin.yaml");

    private static final String USAGE = """
            Usage: mlmmjadmin [--config FILE]
                   mlmmjadmin --import-settings FILE
            Serves the HTTP API for mailing lists.

              --config FILE           the settings; /etc/mlmmjadmin/mlmmjadmin.yaml if not given
              --import-settings FILE  print the settings of an older mlmmjadmin (settings.py) in the new form
              -h, --help              show this help
              -V, --version           show the version
            """;

    private final PrintStream out;
    private final PrintStream err;
    private final Supplier<StopSignal> termination;

    /**
     * A run of the program with these streams.
     *
     * @param termination takes over SIGTERM and SIGINT, which are left alone until there is something to bring to an end
     */
    public MlmmjAdmin(PrintStream out, PrintStream err, Supplier<StopSignal> termination) {
        this.out = out;
        this.err = err;
        this.termination = termination;
    }

    /** Runs the program for this process. */
    public static void main(String[] args) {
        OrderlyEnd end = new OrderlyEnd();
        end.exit(new MlmmjAdmin(System.out, System.err, end).run(List.of(args)).code());
    }

    /** Runs the program with this command line until it is told to end. */
    public ExitStatus run(List<String> arguments) {
        try {
            return dispatch(arguments);
        } catch (SettingsException e) {
            err.println("mlmmjadmin: " + FailureText.of(e));
            return ExitStatus.REFUSED;
        } catch (IOException e) {
            err.println("mlmmjadmin: " + FailureText.of(e));
            return ExitStatus.TEMPORARY_FAILURE;
        } catch (RuntimeException | LinkageError e) {
            // Without a status the process would wait for one for ever.
            err.println("mlmmjadmin: unexpected: " + FailureText.of(e));
            return ExitStatus.TEMPORARY_FAILURE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitStatus.TEMPORARY_FAILURE;
        } finally {
            out.flush();
        }
    }

    private ExitStatus dispatch(List<String> arguments) throws SettingsException, IOException, InterruptedException {
        String option = arguments.isEmpty() ? "" : arguments.get(0);
        if (arguments.size() == 1 && (option.equals("-h") || option.equals("--help"))) {
            out.print(USAGE);
            return ExitStatus.OK;
        }
        if (arguments.size() == 1 && (option.equals("-V") || option.equals("--version"))) {
            out.println("mlmmjadmin version " + Program.version());
            return ExitStatus.OK;
        }
        if (arguments.size() == 2 && option.equals("--import-settings")) {
            return importSettings(Path.of(arguments.get(1)));
        }
        if (arguments.size() == 2 && option.equals("--config")) {
            return serve(Path.of(arguments.get(1)));
        }
        if (arguments.isEmpty()) {
            return serve(STANDARD_CONFIG);
        }
        err.print("mlmmjadmin: " + String.join(" ", arguments) + " is not understood\n" + USAGE);
        return ExitStatus.USAGE;
    }

    private ExitStatus importSettings(Path file) throws SettingsException {
        SettingsImport old = SettingsImport.of(file);
        out.print(old.yaml());
        old.problems().forEach(problem -> err.println("mlmmjadmin: " + problem));
        return old.problems().isEmpty() ? ExitStatus.OK : ExitStatus.REFUSED;
    }

    private ExitStatus serve(Path config) throws SettingsException, IOException, InterruptedException {
        Settings settings = Settings.load(config);
        try (Syslog syslog = log(settings)) {
            StartChecks.run(settings, syslog);
            try (Backend backend = Backends.open(settings.get(Setting.BACKEND_API), settings);
                    Backend clients = Backends.open(settings.get(Setting.BACKEND_CLI), settings)) {
                serve(settings, backend, clients, syslog);
            }
            return ExitStatus.OK;
        }
    }

    private void serve(Settings settings, Backend backend, Backend clients, Syslog syslog)
            throws SettingsException, IOException, InterruptedException {
        Services services = Services.of(settings, RandomNames.secure(), Clock.system(ZoneId.systemDefault()), syslog);
        Gate gate = Gate.of(settings, syslog);
        StopSignal stop = termination.get();
        try (ApiServer server = ApiServer.start(
                settings,
                services.endpoints(backend),
                services.endpoints(clients),
                gate,
                backend,
                syslog,
                Program.version())) {
            syslog.info("Starting mlmmjadmin, version " + Program.version() + ", listening on "
                    + settings.get(Setting.LISTEN_ADDRESS) + ":" + server.port() + ".");
            err.println("mlmmjadmin: listening on " + settings.get(Setting.LISTEN_ADDRESS) + ":" + server.port());
            await(stop);
        }
        syslog.info("mlmmjadmin ends.");
    }

    private static void await(StopSignal stop) throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        stop.add(asked::countDown);
        asked.await();
    }

    private static Syslog log(Settings settings) {
        String server = settings.get(Setting.SYSLOG_SERVER);
        String facility = settings.get(Setting.SYSLOG_FACILITY);
        List<String> place = server.startsWith("/")
                ? List.of("-u", server)
                : List.of("-d", "-n", server, "-P", Integer.toString(settings.get(Setting.SYSLOG_PORT)));
        Syslog syslog = Syslog.of("mlmmjadmin", facility, server.equals("/dev/log") ? List.of() : place);
        return new LeveledLog(syslog, settings.get(Setting.LOG_LEVEL));
    }
}
