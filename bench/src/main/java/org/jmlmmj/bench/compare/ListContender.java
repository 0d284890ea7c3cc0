package org.jmlmmj.bench.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * {@code mlmmj-send} of one or the other software. Not thread-safe.
 *
 * @param program its path
 * @param environment for it
 * @param list used by it alone
 * @param most recipients in one run
 */
record ListContender(String name, Path program, Map<String, String> environment, BenchList list, int most)
        implements Contender {
    @Override
    public Load share(Load load) {
        return load.atMost(most);
    }

    @Override
    public Run run(Load share) throws IOException, InterruptedException {
        list.subscribers(share.recipients());
        Path mail = list.queue(share.octets());
        Run run = Meter.run(
                List.of(program.toString(), "-L", list.folder().toString(), "-m", mail.toString()),
                environment,
                share.recipients());
        list.requireDelivered();
        list.clear();
        return run;
    }
}
