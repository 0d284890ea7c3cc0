package org.jmlmmj.bench.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Postfix's {@code smtp-source}, which reads no list, writes nothing down and keeps its connections: as fast as one process
 * can be with one transaction per recipient and one command at a time. Immutable and thread-safe.
 *
 * @param sessions so many connections
 */
record SourceContender(Path program, int port, int sessions) implements Contender {
    @Override
    public String name() {
        return "smtp-source -s " + sessions;
    }

    @Override
    public Load share(Load load) {
        return load;
    }

    @Override
    public Run run(Load share) throws IOException, InterruptedException {
        List<String> command = List.of(
                program.toString(),
                "-d",
                "-s",
                String.valueOf(sessions),
                "-m",
                String.valueOf(share.recipients()),
                "-l",
                String.valueOf(share.octets()),
                "-f",
                "birds@lists.example",
                "-t",
                "ann@a.example",
                "127.0.0.1:" + port);
        return Meter.run(command, Map.of(), share.recipients());
    }
}
