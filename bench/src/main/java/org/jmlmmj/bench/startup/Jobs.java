package org.jmlmmj.bench.startup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jmlmmj.bench.compare.BenchList;
import org.jmlmmj.bench.startup.Job.Budget;
import org.jmlmmj.bench.startup.Job.Measure;

/**
 * What is started: the programs with a budget, and hello world. Each JDK, and C, has lists of its own. Not thread-safe.
 *
 * <p>Trap avoided: the work is the least that the program ever does (one post to three subscribers, one address), so that the start
 * is not hidden behind it.
 */
final class Jobs {
    private static final int POST_OCTETS = 4096;
    private static final int IDLE_LISTS = 100;

    private final Path programs;
    private final Map<String, String> environment;
    private final Path folder;
    private final int port;
    private final boolean isNew;
    private int recorders;

    private Jobs(Path programs, Map<String, String> environment, Path folder, int port, boolean isNew) {
        this.programs = programs;
        this.environment = environment;
        this.folder = folder;
        this.port = port;
        this.isNew = isNew;
    }

    /** Hello world and our programs, on a JDK; hello world is the first. */
    static List<Job> ours(Path programs, Path java, Path folder, int port) throws IOException, InterruptedException {
        boolean isNew = java.resolve("lib/modules").toFile().exists() && feature(java) >= 25;
        Map<String, String> environment =
                Map.of("JMLMMJ_JAVA", java.toString(), "JMLMMJ_LOG", "stderr", "JMLMMJ_RUN", folder.toString());
        List<Job> jobs = new ArrayList<>();
        jobs.add(new Job(
                "hello world",
                List.of(
                        java.resolve("bin/java").toString(),
                        "-cp",
                        // Not the whole class path: looking for jars is no part of saying hello.
                        HelloWorld.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .getPath(),
                        HelloWorld.class.getName()),
                Map.of(),
                Path.of("/dev/null"),
                Optional.empty(),
                Budget.none()));
        jobs.addAll(new Jobs(programs, environment, folder, port, isNew).all());
        return jobs;
    }

    /** The C programs. */
    static List<Job> theirs(Path programs, Path folder, int port) throws IOException, InterruptedException {
        return new Jobs(programs, Map.of(), folder, port, true).all();
    }

    private static int feature(Path java) throws IOException {
        return Files.readAllLines(java.resolve("release")).stream()
                .filter(line -> line.startsWith("JAVA_VERSION="))
                .map(line -> line.replaceAll("[^0-9]*([0-9]+).*", "$1"))
                .mapToInt(Integer::parseInt)
                .findFirst()
                .orElse(0);
    }

    private List<Job> all() throws IOException, InterruptedException {
        BenchList list = BenchList.make(folder, "list", port)
                .control("relayhost", "127.0.0.1\n")
                .subscribers(3);
        String stored = BenchList.make(folder, "stored", port).folder().toString();
        Path post = Files.writeString(folder.resolve("post"), BenchList.mail(POST_OCTETS));
        Path many = folder.resolve("many");
        for (int i = 0; i < IDLE_LISTS; i++) {
            BenchList.make(many, "list" + i, port).subscribers(3);
        }
        Optional<BenchList> busy = Optional.of(list);
        Path nothing = Path.of("/dev/null");
        String path = list.folder().toString();
        String address = "new@a.example";
        return List.of(
                job("mlmmj-receive, until stored", post, busy, wall(1.5, 1.7), "mlmmj-receive", "-L", path),
                direct(
                        "mlmmj-receive -F, 3 deliveries, without launcher",
                        post,
                        busy,
                        cpu(5, 7),
                        "mlmmj-receive",
                        "-F",
                        "-L",
                        path),
                direct(
                        "mlmmj-receive -P, without launcher",
                        post,
                        Optional.empty(),
                        memory(),
                        "mlmmj-receive",
                        "-P",
                        "-L",
                        stored),
                job("mlmmj-sub", nothing, busy, wall(1.7, 2), "mlmmj-sub", "-L", path, "-a", address, "-fqs"),
                job("mlmmj-list", nothing, busy, wall(1.7, 2), "mlmmj-list", "-L", path),
                job(
                        "mlmmj-bounce",
                        nothing,
                        busy,
                        wall(1.7, 2),
                        "mlmmj-bounce",
                        "-L",
                        path,
                        "-a",
                        "new=a.example",
                        "-n",
                        "1"),
                job("mlmmj-unsub", nothing, busy, wall(1.7, 2), "mlmmj-unsub", "-L", path, "-a", address, "-qs"),
                job(
                        "mlmmj-maintd, 100 idle lists",
                        nothing,
                        Optional.empty(),
                        wall(4, 5),
                        "mlmmj-maintd",
                        "-F",
                        "-d",
                        many.toString()));
    }

    private Job job(
            String name, Path input, Optional<BenchList> list, Budget budget, String program, String... arguments) {
        return new Job(name, launched(program, arguments), environment, input, list, budget);
    }

    /** Without the launcher, which would hide what is to be measured; C programs have none. */
    private Job direct(
            String name, Path input, Optional<BenchList> list, Budget budget, String program, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = launched(program, arguments);
        String java = environment.get("JMLMMJ_JAVA");
        if (java != null) {
            Path recorder = folder.resolve("recorder-" + recorders++);
            command = JavaCommand.of(command, environment, Path.of(java), recorder);
        }
        return new Job(name, command, environment, input, list, budget);
    }

    private List<String> launched(String program, String... arguments) {
        List<String> command = new ArrayList<>(List.of(programs.resolve(program).toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    private Budget wall(double onNew, double onOld) {
        return Budget.of(Measure.WALL, isNew ? onNew : onOld);
    }

    private Budget cpu(double onNew, double onOld) {
        return Budget.of(Measure.CPU, isNew ? onNew : onOld);
    }

    private Budget memory() {
        return Budget.of(Measure.MEMORY, isNew ? 50 : 55);
    }
}
