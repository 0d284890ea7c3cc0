package org.jmlmmj.dist;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jmlmmj.core.cli.Answer;
import org.jmlmmj.core.cli.ExitStatus;
import org.jmlmmj.core.cli.Invocation;
import org.jmlmmj.core.cli.Program;
import org.jmlmmj.core.log.Syslog;

/**
 * Calls programs in this process, each with streams of its own, and sees to it that they end as they should. For one thread.
 *
 * @param process gives them the time and random names
 */
record ProgramCalls(Invocation process) {
    private static final Set<ExitStatus> DONE = Set.of(ExitStatus.OK);
    private static final Map<String, String> ENVIRONMENT = Map.of("SENDER", "ann@example.net");

    /** A program that answers a mail server. */
    interface Receiver {
        Program with(Answer answer);
    }

    /** A program that takes only arguments. */
    interface Command {
        ExitStatus run(PrintStream streams, List<String> arguments);
    }

    private interface Work {
        ExitStatus run(PrintStream streams);
    }

    /** Calls a program that has to do its work. */
    void call(Program program, String name, String... arguments) throws IOException {
        call(DONE, program, name, arguments);
    }

    /** Calls a program that has to end with one of these. */
    void call(Set<ExitStatus> expected, Program program, String name, String... arguments) throws IOException {
        run(expected, name, streams -> program.run(invocation(ENVIRONMENT, "", streams, name, arguments)));
    }

    /** Calls a program that has to do its work. */
    void call(Command command, String name, String... arguments) throws IOException {
        call(DONE, command, name, arguments);
    }

    /** Calls a program that has to end with one of these. */
    void call(Set<ExitStatus> expected, Command command, String name, String... arguments) throws IOException {
        run(expected, name, streams -> command.run(streams, List.of(arguments)));
    }

    /** Gives a mail to a program, as a mail server does that puts the envelope into the environment. */
    void pipe(String mail, Receiver receiver, String name, String... arguments) throws IOException {
        pipe(ENVIRONMENT, mail, receiver, name, arguments);
    }

    /** Gives a mail to a program with this environment. */
    void pipe(Map<String, String> environment, String mail, Receiver receiver, String name, String... arguments)
            throws IOException {
        run(
                DONE,
                name,
                streams -> receiver.with(new Answer(streams, streams))
                        .run(invocation(environment, mail, streams, name, arguments)));
    }

    private static void run(Set<ExitStatus> expected, String name, Work work) throws IOException {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try (PrintStream streams = new PrintStream(said, false, StandardCharsets.UTF_8)) {
            ExitStatus status = work.run(streams);
            streams.flush();
            if (!expected.contains(status)) {
                throw new IOException(name + " ended with " + status + ": " + said.toString(StandardCharsets.UTF_8));
            }
        }
    }

    private Invocation invocation(
            Map<String, String> environment, String input, PrintStream streams, String name, String... arguments) {
        return new Invocation(
                name,
                List.of(arguments),
                environment,
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                streams,
                streams,
                process.clock(),
                process.names(),
                Syslog.none());
    }
}
