package org.jmlmmj.admin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jmlmmj.core.cli.ExitStatus;
import org.jmlmmj.core.cli.Invocation;
import org.jmlmmj.core.cli.Program;
import org.jmlmmj.core.log.Syslog;
import org.jmlmmj.core.spool.RandomNames;
import org.jmlmmj.core.test.ListFixture;

/**
 * One run of a program inside this process, and what came of it.
 *
 * @param status how it ended
 * @param out what it printed
 * @param err what it said on standard error
 */
record Run(ExitStatus status, String out, String err) {
    /** What a program finds around it; at noon of the list fixture. */
    record Surroundings(Map<String, String> environment, RandomNames names, Syslog syslog, Clock clock, String input) {
        static Surroundings plain() {
            return new Surroundings(
                    Map.of(), RandomNames.secure(), Syslog.none(), Clock.fixed(ListFixture.NOON, ZoneOffset.UTC), "");
        }

        Surroundings with(Map<String, String> changed) {
            return new Surroundings(changed, names, syslog, clock, input);
        }

        Surroundings with(RandomNames changed) {
            return new Surroundings(environment, changed, syslog, clock, input);
        }

        Surroundings with(Syslog changed) {
            return new Surroundings(environment, names, changed, clock, input);
        }

        Surroundings with(Clock changed) {
            return new Surroundings(environment, names, syslog, changed, input);
        }

        /** Standard input, every character one octet. */
        Surroundings withInput(String changed) {
            return new Surroundings(environment, names, syslog, clock, changed);
        }
    }

    static Run of(Program program, String... arguments) {
        return of(program, Surroundings.plain(), arguments);
    }

    static Run of(Program program, Surroundings surroundings, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        ExitStatus status = program.run(new Invocation(
                "prog",
                List.of(arguments),
                surroundings.environment(),
                new ByteArrayInputStream(surroundings.input().getBytes(ISO_8859_1)),
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8),
                surroundings.clock(),
                surroundings.names(),
                surroundings.syslog()));
        return new Run(status, out.toString(UTF_8), err.toString(UTF_8));
    }
}
