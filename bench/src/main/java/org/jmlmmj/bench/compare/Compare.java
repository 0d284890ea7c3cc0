package org.jmlmmj.bench.compare;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.jmlmmj.core.cli.ExitStatus;
import org.jmlmmj.core.cli.Invocation;
import org.jmlmmj.core.cli.Options;
import org.jmlmmj.core.cli.Program;
import org.jmlmmj.core.cli.UsageException;

/**
 * {@code bench/compare}: our programs, the C programs and {@code smtp-source} side by side. Each load is run by all of them in
 * turn, some rounds long, so that whatever else happens on the machine meets them alike; the median of the rounds counts.
 *
 * <p>Trap avoided: a program that is measured alone for minutes is compared with another minute's machine.
 */
public final class Compare extends Program {
    private Compare() {
        super("compare", Settings.LETTERS);
    }

    /** Runs the program. */
    public static void main(String[] arguments) {
        System.exit(new Compare().runProcess(arguments));
    }

    @Override
    protected String usage() {
        return Settings.USAGE;
    }

    @Override
    protected ExitStatus run(Invocation invocation, Options options) throws UsageException, IOException {
        Settings settings;
        try {
            settings = Settings.of(options);
        } catch (NumberFormatException | ArithmeticException e) {
            throw (UsageException) new UsageException("no number: " + e.getMessage()).initCause(e);
        }
        Path folder = Files.createTempDirectory(settings.folder(), "compare");
        try {
            measure(settings, folder, invocation.out());
            return ExitStatus.OK;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitStatus.TEMPORARY_FAILURE;
        } catch (TimeoutException e) {
            throw new IOException(e.getMessage(), e);
        } finally {
            BenchList.delete(folder);
        }
    }

    private static void measure(Settings settings, Path folder, PrintStream out)
            throws IOException, InterruptedException, TimeoutException {
        out.print(Machine.describe(folder));
        try (SmtpSink sink = SmtpSink.start(settings.postfix().resolve("smtp-sink"))) {
            Contenders contenders = new Contenders(settings, folder, sink.port());
            if (settings.parts().contains("s")) {
                new LoadTable("One transaction per recipient", settings, contenders.oneByOne(), out).print();
            }
            if (settings.parts().contains("b")) {
                new LoadTable("Batches of 100 (control/verp)", settings, contenders.batches(), out).print();
            }
        }
        if (settings.parts().contains("p")) {
            try (DeliverySink sink = DeliverySink.start()) {
                List<Post> posts = new Contenders(settings, folder, sink.port()).posts();
                new PostTable(settings, posts, sink, out).print();
            }
        }
    }
}
