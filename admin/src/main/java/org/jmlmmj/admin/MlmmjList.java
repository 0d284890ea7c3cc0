package org.jmlmmj.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jmlmmj.core.cli.ExitStatus;
import org.jmlmmj.core.cli.Invocation;
import org.jmlmmj.core.cli.Options;
import org.jmlmmj.core.cli.ProcessEnd;
import org.jmlmmj.core.cli.Program;
import org.jmlmmj.core.cli.RefusedException;
import org.jmlmmj.core.cli.UsageException;
import org.jmlmmj.core.list.ListDirectory;
import org.jmlmmj.core.list.Tunable;
import org.jmlmmj.core.list.Tunables;
import org.jmlmmj.core.subscriber.SubscriberFolder;
import org.jmlmmj.core.subscriber.SubscriberLines;

/**
 * {@code mlmmj-list}: prints the subscribers, moderators or owners of a list, or their number (spec 07 §6). It reads as a
 * stream and takes no lock, so the size of the list does not matter and nobody waits for it.
 *
 * <p>Diagnostics: 0, printed; refused, there is no such list or folder; 64, wrong usage; 75, a failure that may pass, also that
 * standard output is full or closed. A subscriber file that cannot be read is named on standard error and left out.
 * Stateless, so thread-safe.
 */
public final class MlmmjList extends Program {
    private static final int BUFFER_OCTETS = 64 * 1024;

    /** The program. */
    public MlmmjList() {
        super("mlmmj-list", "L:sdnmoc");
    }

    /** Runs the program for this process. */
    public static void main(String[] args) {
        ProcessEnd.now(new MlmmjList().runProcess(args));
    }

    @Override
    protected String usage() {
        return """
            Usage: mlmmj-list -L LIST [-s | -d | -n | -m | -o] [-c]
            Prints addresses of a list, one per line.

              -L LIST   the list directory
              -s        subscribers who get every post; so without any of these
              -d        subscribers who get digests
              -n        subscribers who get no mail
              -m        moderators
              -o        owners
              -c        only their number
              -h, -V    show this help, the version
            Of -s, -d, -n, -m and -o the last one counts.
            """;
    }

    @Override
    protected ExitStatus run(Invocation invocation, Options options)
            throws UsageException, RefusedException, IOException {
        ListDirectory list = ListOption.directory(invocation, options);
        boolean counting = options.has('c');
        try (OutputStream out = new BufferedOutputStream(new CheckedOutput(invocation.out()), BUFFER_OCTETS)) {
            OutputStream lines = counting ? OutputStream.nullOutputStream() : out;
            Consumer<String> warnings = message -> ListOption.say(invocation, message);
            long count = switch (options.last("sdnmo").orElse('s')) {
                case 'd' -> copy(list, "digesters.d", warnings, lines);
                case 'n' -> copy(list, "nomailsubs.d", warnings, lines);
                case 'm' -> copy(list, Tunable.MODERATORS, warnings, lines);
                case 'o' -> copy(list, Tunable.OWNER, warnings, lines);
                default -> copy(list, "subscribers.d", warnings, lines);
            };
            if (counting) {
                out.write((count + "\n").getBytes(UTF_8));
            }
        }
        return ExitStatus.OK;
    }

    private static long copy(ListDirectory list, String name, Consumer<String> warnings, OutputStream out)
            throws RefusedException, IOException {
        Path folder = list.path().resolve(name);
        if (!Files.isDirectory(folder)) {
            throw new RefusedException(folder + " does not exist or is not a folder");
        }
        long count = 0;
        try (SubscriberLines lines = new SubscriberFolder(folder, list.files(), warnings).lines()) {
            while (lines.next()) {
                lines.writeTo(out);
                count++;
            }
        }
        return count;
    }

    /** A missing control file is an empty list. */
    private static long copy(
            ListDirectory list, Tunable<Optional<List<String>>> file, Consumer<String> warnings, OutputStream out)
            throws IOException {
        Tunables tunables = new Tunables(list.path().resolve("control"), warnings);
        List<String> lines = tunables.get(file).orElse(List.of());
        for (String line : lines) {
            out.write((line + "\n").getBytes(UTF_8));
        }
        return lines.size();
    }
}
