package org.jmlmmj.receive;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jmlmmj.core.cli.Answer;
import org.jmlmmj.core.cli.ExitStatus;
import org.jmlmmj.core.cli.Invocation;
import org.jmlmmj.core.log.Syslog;
import org.jmlmmj.core.spool.RandomNames;
import org.jmlmmj.send.StopSignal;

/** The program of {@link HostileSizesTest}: takes the mails whose files are named on its standard input, one after the other. */
final class SmallHeap {
    private SmallHeap() {}

    /** Argument: the list directory. Answers {@code done STATUS} to each mail, after its log lines. */
    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws IOException {
        BufferedReader mails = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String mail = mails.readLine(); mail != null; mail = mails.readLine()) {
            try (InputStream in = new BufferedInputStream(Files.newInputStream(Path.of(mail)))) {
                System.out.println("done " + receive(arguments[0], in).code());
            }
        }
    }

    @SuppressWarnings("SystemOut")
    private static ExitStatus receive(String list, InputStream mail) {
        PrintStream out = System.out;
        Syslog syslog = (level, message) -> out.println(level + ": " + Syslog.oneLine(message));
        Invocation invocation = new Invocation(
                "mlmmj-receive",
                List.of("-F", "-L", list),
                Map.of(),
                mail,
                out,
                out,
                Clock.systemUTC(),
                RandomNames.secure(),
                syslog);
        return new MlmmjReceive(new Answer(out, out), Path.of(list, "nowhere"), StopSignal::new).run(invocation);
    }
}
