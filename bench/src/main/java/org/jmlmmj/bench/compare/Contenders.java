package org.jmlmmj.bench.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Makes whoever takes part, each with a list of its own. Not thread-safe. */
final class Contenders {
    private final Settings settings;
    private final Path folder;
    private final int port;
    private int lists;

    Contenders(Settings settings, Path folder, int port) {
        this.settings = settings;
        this.folder = folder;
        this.port = port;
    }

    List<Contender> oneByOne() throws IOException {
        List<Contender> all = new ArrayList<>(lists(false));
        IntStream.of(1, 10, 50)
                .forEach(sessions ->
                        all.add(new SourceContender(settings.postfix().resolve("smtp-source"), port, sessions)));
        return all;
    }

    List<Contender> batches() throws IOException {
        return lists(true);
    }

    private List<Contender> lists(boolean inBatches) throws IOException {
        List<Contender> all = new ArrayList<>();
        for (Software software : softwares()) {
            BenchList list = list();
            if (inBatches) {
                list.control("verp", "");
            }
            int most = software.isSlow && !inBatches ? settings.mostForC() : Integer.MAX_VALUE;
            all.add(new ListContender(
                    software.name, software.programs.resolve("mlmmj-send"), software.environment, list, most));
        }
        return all;
    }

    List<Post> posts() throws IOException {
        List<Post> all = new ArrayList<>();
        for (Software software : softwares()) {
            all.add(new Post(software.name, software.programs.resolve("mlmmj-receive"), software.environment, list()));
        }
        return all;
    }

    private record Software(String name, Path programs, Map<String, String> environment, boolean isSlow) {}

    private List<Software> softwares() {
        List<Software> all = new ArrayList<>();
        if (settings.javas().isEmpty()) {
            all.add(new Software("jmlmmj", settings.ours(), Map.of(), false));
        }
        for (Path java : settings.javas()) {
            all.add(new Software(
                    "jmlmmj (" + java.getFileName() + ")",
                    settings.ours(),
                    Map.of("JMLMMJ_JAVA", java.toString()),
                    false));
        }
        settings.theirs().ifPresent(programs -> all.add(new Software("C mlmmj", programs, Map.of(), true)));
        return all;
    }

    private BenchList list() throws IOException {
        lists++;
        return BenchList.make(folder, "list" + lists, port).control("relayconnections", settings.connections() + "\n");
    }
}
