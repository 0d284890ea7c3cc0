package org.jmlmmj.bench.compare;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jmlmmj.core.cli.Options;
import org.jmlmmj.core.cli.UsageException;

/**
 * What is compared. Immutable and thread-safe.
 *
 * @param ours folder with our programs
 * @param theirs folder with the C programs, if there are any
 * @param postfix folder with {@code smtp-sink} and {@code smtp-source}
 * @param javas JDKs for our programs; none for the one that the launcher chooses
 * @param sizes of mails in octets
 * @param counts of recipients
 * @param rounds runs of each, of which the median counts
 * @param mostForC recipients in one run of the C program, which is slow
 * @param mostOctets a run that sends more is left out
 * @param connections at once of our program, {@code control/relayconnections}
 * @param folder where lists are made
 * @param parts what to measure: {@code s} sending one by one, {@code b} batches, {@code p} posts through the pipe
 */
record Settings(
        Path ours,
        Optional<Path> theirs,
        Path postfix,
        List<Path> javas,
        List<Integer> sizes,
        List<Integer> counts,
        int rounds,
        int mostForC,
        long mostOctets,
        int connections,
        Path folder,
        String parts) {
    static final String LETTERS = "o:m:p:j:s:n:r:c:b:k:d:w:q";

    static final String USAGE = """
            Usage: bench/compare [OPTION]...
            Measure jmlmmj beside the C programs of mlmmj and Postfix's smtp-source, with the same receiver.

              -o DIR     our programs (dist/target/jmlmmj/bin)
              -m DIR     the C programs of mlmmj (/usr/bin); without them that part is left out
              -p DIR     smtp-sink and smtp-source of Postfix (/usr/sbin)
              -j HOMES   JDKs for our programs, separated by commas (the one the launcher chooses)
              -s SIZES   sizes of the mail, such as 4k,64k,1m (these)
              -n COUNTS  numbers of recipients, such as 1k,10k,100k (these)
              -r ROUNDS  runs of each, of which the median counts (5)
              -c COUNT   recipients for the C program at most, which sends about 22 per second (500)
              -b SIZE    leave out what sends more than this in one run (8g)
              -k COUNT   relayconnections of our lists (2)
              -d DIR     where lists are made (/var/tmp)
              -w PARTS   s: one transaction per recipient, b: batches, p: posts from the pipe on (sbp)
              -q         quick: -s 4k -n 1k -r 3 -c 50, where these are not given
              -h, -V     this text; the version
            """;

    static Settings of(Options options) throws UsageException {
        boolean isQuick = options.has('q');
        return new Settings(
                Path.of(options.value('o').orElse("dist/target/jmlmmj/bin")).toAbsolutePath(),
                programs(options.value('m').orElse("/usr/bin"), "mlmmj-send"),
                programs(options.value('p').orElse("/usr/sbin"), "smtp-source")
                        .orElseThrow(() -> new UsageException("no smtp-source; name its folder with -p")),
                list(options.value('j').orElse(""), Path::of),
                list(options.value('s').orElse(isQuick ? "4k" : "4k,64k,1m"), text -> (int) number(text, 1024)),
                list(options.value('n').orElse(isQuick ? "1k" : "1k,10k,100k"), text -> (int) number(text, 1000)),
                (int) number(options.value('r').orElse(isQuick ? "3" : "5"), 1000),
                (int) number(options.value('c').orElse(isQuick ? "50" : "500"), 1000),
                number(options.value('b').orElse("8g"), 1024),
                (int) number(options.value('k').orElse("2"), 1000),
                Path.of(options.value('d').orElse("/var/tmp")),
                options.value('w').orElse("sbp"));
    }

    private static Optional<Path> programs(String folder, String program) {
        return Optional.of(Path.of(folder).toAbsolutePath()).filter(path -> Files.isExecutable(path.resolve(program)));
    }

    private static <T> List<T> list(String text, Function<String, T> parser) {
        return Stream.of(text.split(","))
                .filter(entry -> !entry.isBlank())
                .map(parser)
                .toList();
    }

    /** A number with k, m or g behind it. */
    private static long number(String text, long thousand) {
        int power = " kmg".indexOf(Character.toLowerCase(text.charAt(text.length() - 1)));
        String digits = power > 0 ? text.substring(0, text.length() - 1) : text;
        long number = Long.parseLong(digits.strip());
        for (int i = 0; i < power; i++) {
            number = Math.multiplyExact(number, thousand);
        }
        return number;
    }
}
