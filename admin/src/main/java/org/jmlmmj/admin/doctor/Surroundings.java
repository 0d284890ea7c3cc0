package org.jmlmmj.admin.doctor;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jmlmmj.admin.TextLibrary;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.spool.RandomNames;
import org.jmlmmj.core.text.ListTexts;
import org.jmlmmj.send.StopSignal;

/**
 * What the doctor knows of the machine. Immutable and thread-safe.
 *
 * @param commands programs of the mail server
 * @param java what runs the programs
 * @param texts the list texts of the installation
 * @param spools where lists usually are
 * @param settings the settings of the API
 * @param patience how long to wait for each answer of a relay
 */
record Surroundings(
        Commands commands, JavaCheck java, TextLibrary texts, List<Path> spools, Path settings, Duration patience) {
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final Duration TEST_POST = Duration.ofMinutes(1);

    /** Those of this process. */
    static Surroundings ofProcess() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return new Surroundings(
                SystemCommands.of(path),
                new JavaCheck(
                        Runtime.version(),
                        System.getProperty("java.home"),
                        ManagementFactory.getRuntimeMXBean().getInputArguments()),
                new TextLibrary(ListTexts.library()),
                List.of(Path.of("/var/spool/mlmmj"), Path.of("/var/vmail/mlmmj")),
                Path.of("/etc/mlmmjadmin/mlmmjadmin.yaml"),
                ANSWER);
    }

    /** What to look at in each list. */
    List<ListCheck> checks(Optional<TestPost> post) {
        Postfix postfix = new Postfix(commands);
        List<ListCheck> checks = new ArrayList<>(List.of(
                new ControlFileCheck(),
                new ContradictionCheck(),
                new TextCheck(texts),
                new TransportCheck(postfix),
                new DelimiterCheck(postfix),
                new RelayCheck(patience),
                new QueueCheck(),
                new MaintenanceCheck()));
        post.ifPresent(checks::add);
        return checks;
    }

    TestPost testPost(EmailAddress recipient, Optional<Path> mailbox, RandomNames names) {
        return new TestPost(recipient, mailbox, names, new StopSignal(), TEST_POST);
    }
}
