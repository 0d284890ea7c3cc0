package org.jmlmmj.core.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jmlmmj.core.log.Syslog;
import org.jmlmmj.core.spool.RandomNames;

/**
 * Everything a program gets from outside. Nothing below a {@code main} reads the standard streams, the environment, the clock
 * or a random source by itself, so that every program can run many times in one process, and in tests. As thread-safe as
 * its streams.
 *
 * @param program the name the program was called by, without folder
 * @param arguments the command line without that name
 * @param environment environment variables
 * @param in standard input
 * @param out standard output
 * @param err standard error
 * @param clock the time, with the zone for logs and headers
 * @param names source of unguessable names
 * @param syslog the system's log
 */
public record Invocation(
        String program,
        List<String> arguments,
        Map<String, String> environment,
        InputStream in,
        PrintStream out,
        PrintStream err,
        Clock clock,
        RandomNames names,
        Syslog syslog) {
    /**
     * The invocation of the running process.
     *
     * @param program the program's own name; the launcher's {@code jmlmmj.program} wins, as aliases show the name used
     * @param arguments the command line
     */
    static Invocation ofProcess(String program, String[] arguments) {
        String name = System.getProperty("jmlmmj.program", program);
        return new Invocation(
                name,
                List.of(arguments),
                System.getenv(),
                System.in,
                System.out,
                System.err,
                new LocalClock(),
                RandomNames.secure(),
                Syslog.ofProcess(name, System.err));
    }
}
