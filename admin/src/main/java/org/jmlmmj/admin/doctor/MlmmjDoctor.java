package org.jmlmmj.admin.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jmlmmj.admin.settings.Setting;
import org.jmlmmj.admin.settings.Settings;
import org.jmlmmj.admin.settings.SettingsException;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.cli.ExitStatus;
import org.jmlmmj.core.cli.FailureText;
import org.jmlmmj.core.cli.Invocation;
import org.jmlmmj.core.cli.Options;
import org.jmlmmj.core.cli.ProcessEnd;
import org.jmlmmj.core.cli.Program;
import org.jmlmmj.core.cli.UsageException;
import org.jmlmmj.core.list.ListFinder;
import org.jmlmmj.core.log.Syslog;

/**
 * {@code mlmmj-doctor}: checks an installation and its lists and says what to do. It changes nothing; only a test post that is asked
 * for passes through the queue of its list.
 *
 * <p>Diagnostics: 0, nothing has failed; refused, something has; 64, wrong usage; 75, it cannot do its work now. Stateless, so
 * thread-safe.
 */
public final class MlmmjDoctor extends Program {
    private static final String INSTALLATION = "installation";

    private final Surroundings surroundings;

    MlmmjDoctor(Surroundings surroundings) {
        super("mlmmj-doctor", "L:d:jt:b:");
        this.surroundings = surroundings;
    }

    /** The program on this machine. */
    public static MlmmjDoctor ofProcess() {
        return new MlmmjDoctor(Surroundings.ofProcess());
    }

    /** Runs the program for this process. */
    public static void main(String[] arguments) {
        String[] letters = LongOptions.toLetters(List.of(arguments)).toArray(String[]::new);
        ProcessEnd.now(ofProcess().runProcess(letters));
    }

    @Override
    protected String usage() {
        return """
            Usage: mlmmj-doctor [-L LIST | -d SPOOL] [--json] [--test-post ADDR [--mailbox PATH]]
            Checks the installation and its lists, and says what to do.

              -L LIST                one list directory
              -d SPOOL               every list below this folder
              -j, --json             for programs
              -t, --test-post ADDR   sends a mail through the relay of the list to this address (with -L)
              -b, --mailbox PATH     where that mail arrives on this machine: looks for its DKIM signature
              -h, --help             show this help
              -V, --version          show the version
            Without -L and -d: every list in the usual places and in that of the API's settings.
            """;
    }

    @Override
    protected ExitStatus run(Invocation invocation, Options options) throws UsageException, IOException {
        if (options.has('L') && options.has('d')) {
            throw new UsageException("-L and -d cannot be given together");
        }
        if (!options.operands().isEmpty()) {
            throw new UsageException(options.operands().get(0) + " is no option");
        }
        Optional<TestPost> post = testPost(invocation, options);
        Report report = new Report();
        examine(invocation, options, surroundings.checks(post), report);
        if (options.has('j')) {
            invocation.out().println(report.json());
        } else {
            report.print(invocation.out());
        }
        return report.count(Status.FAIL) == 0 ? ExitStatus.OK : ExitStatus.REFUSED;
    }

    private Optional<TestPost> testPost(Invocation invocation, Options options) throws UsageException {
        Optional<String> address = options.value('t');
        if (options.has('b') && address.isEmpty()) {
            throw new UsageException("--mailbox needs --test-post");
        }
        if (address.isEmpty()) {
            return Optional.empty();
        }
        options.required('L', "LIST with --test-post, the list in whose name the mail is sent");
        EmailAddress recipient = EmailAddress.parse(address.get())
                .orElseThrow(() -> new UsageException("\"" + address.get() + "\" is no address"));
        Optional<Path> mailbox = options.has('b') ? Optional.of(path(options.required('b', "PATH"))) : Optional.empty();
        return Optional.of(surroundings.testPost(recipient, mailbox, invocation.names()));
    }

    private void examine(Invocation invocation, Options options, List<ListCheck> checks, Report report)
            throws UsageException {
        surroundings.java().examine(new Notes(Optional.empty(), "java", report::add));
        Doctor doctor = new Doctor(checks, invocation.clock(), invocation.names(), report::add);
        if (options.has('L')) {
            doctor.examine(path(options.required('L', "LIST")));
            return;
        }
        List<Path> spools = options.has('d') ? List.of(path(options.required('d', "SPOOL"))) : spools(report);
        spools.forEach(spool -> examineAll(spool, doctor, report));
    }

    private static Path path(String text) throws UsageException {
        try {
            return Path.of(text).toAbsolutePath();
        } catch (InvalidPathException e) {
            throw new UsageException("\"" + Syslog.oneLine(text) + "\" is no path");
        }
    }

    private static void examineAll(Path spool, Doctor doctor, Report report) {
        Notes notes = new Notes(Optional.empty(), "lists", report::add);
        Syslog heard =
                (level, message) -> notes.warn(message, "write the list's address there, or move the folder away");
        try {
            List<Path> lists = new ListFinder(heard).below(spool);
            notes.ok(lists.size() + " lists in " + spool);
            lists.forEach(doctor::examine);
        } catch (IOException e) {
            notes.fail(FailureText.of(e), "run as root or as the lists' user; correct the path");
        }
    }

    /** Where lists may be on this machine. */
    private List<Path> spools(Report report) {
        Notes notes = new Notes(Optional.empty(), INSTALLATION, report::add);
        TreeSet<Path> spools = new TreeSet<>();
        surroundings.spools().stream().filter(Files::isDirectory).forEach(spools::add);
        if (Files.exists(surroundings.settings())) {
            Notes api = new Notes(Optional.empty(), "api", report::add);
            try {
                Settings settings = Settings.load(surroundings.settings());
                spools.add(settings.get(Setting.MLMMJ_SPOOL_DIR));
                api.ok("settings in " + surroundings.settings());
            } catch (SettingsException e) {
                api.fail(FailureText.of(e), "correct it; mlmmjadmin(8) tells about each setting");
            }
        }
        if (spools.isEmpty()) {
            notes.warn("no lists in the usual places", "say with -d where they are, or make one with mlmmj-make-ml");
        }
        return List.copyOf(spools);
    }
}
