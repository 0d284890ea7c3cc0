package org.jmlmmj.reliability;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jmlmmj.core.cli.Answer;
import org.jmlmmj.core.cli.Invocation;
import org.jmlmmj.core.cli.Program;
import org.jmlmmj.core.spool.RandomNames;
import org.jmlmmj.core.test.RecordingSyslog;
import org.jmlmmj.core.text.ListTexts;
import org.jmlmmj.dist.Installation;
import org.jmlmmj.maintd.MaintenanceSetup;
import org.jmlmmj.maintd.MlmmjMaintd;
import org.jmlmmj.receive.MlmmjProcess;
import org.jmlmmj.receive.MlmmjReceive;
import org.jmlmmj.send.StopSignal;

/**
 * What happens to a list hours after a program has died: maintenance, and mails of people. The programs run in this process, as
 * only there the clock can be put forward; what dies is always an installed program. Immutable and thread-safe.
 */
final class Recovery {
    private final Path texts;

    /**
     * @param installation where the list texts are
     */
    Recovery(Installation installation) {
        texts = ListTexts.in(installation.home());
    }

    /**
     * Maintains a list once.
     *
     * @param later the time, from now on
     * @return what maintenance complains of; normally empty
     */
    String maintain(Path list, Duration later) {
        MaintenanceSetup setup = new MaintenanceSetup(
                texts,
                (folder, mail) -> process(folder, mail, later),
                Optional.empty(),
                Duration.ZERO,
                false,
                () -> {});
        return run(
                        new MlmmjMaintd(setup, new StopSignal()),
                        List.of("-F", "-L", list.toString()),
                        Map.of(),
                        InputStream.nullInputStream(),
                        later)
                .said();
    }

    private void process(Path list, Path mail, Duration later) throws IOException {
        Result result = run(
                new MlmmjProcess(texts, StopSignal::new),
                List.of("-L", list.toString(), "-m", mail.toString()),
                Map.of(),
                InputStream.nullInputStream(),
                later);
        if (result.status() != 0) {
            throw new IOException(mail + ": " + result.said());
        }
    }

    /** Gives a mail to the list and waits until everything is done. */
    void receive(Path list, Map<String, String> environment, String mail, Duration later) throws IOException {
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8);
        Result result = run(
                new MlmmjReceive(new Answer(nowhere, nowhere), texts, StopSignal::new),
                List.of("-F", "-L", list.toString()),
                environment,
                new ByteArrayInputStream(mail.getBytes(StandardCharsets.ISO_8859_1)),
                later);
        if (result.status() != 0) {
            throw new IOException("not accepted: " + result.said());
        }
    }

    private record Result(int status, String said) {}

    private static Result run(
            Program program, List<String> arguments, Map<String, String> environment, InputStream in, Duration later) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        int status = program.run(new Invocation(
                        "recovery",
                        arguments,
                        environment,
                        in,
                        out,
                        out,
                        Clock.offset(Clock.system(ZoneId.systemDefault()), later),
                        RandomNames.secure(),
                        new RecordingSyslog()))
                .code();
        return new Result(status, said.toString(StandardCharsets.UTF_8));
    }
}
