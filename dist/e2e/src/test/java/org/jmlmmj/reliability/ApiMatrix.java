package org.jmlmmj.reliability;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jmlmmj.core.spool.DurableFiles;
import org.jmlmmj.core.test.ListFixture;
import org.jmlmmj.dist.Installation;

/**
 * The crash matrix of the admin API. strace attaches to the running server, so it counts from the request on. A client that gets no
 * answer, or a failure, asks again; then the lists must be as if nothing had happened. For one thread.
 */
final class ApiMatrix implements AutoCloseable {
    private static final String DRAFT = ".mlmmj-make-ml-";

    private final Installation installation;
    private final Path work;
    private final Consumer<String> progress;
    private Optional<ApiServer> server = Optional.empty();

    /**
     * @param work a folder for lists and traces
     * @param progress takes a line now and then
     */
    ApiMatrix(Installation installation, Path work, Consumer<String> progress) {
        this.installation = installation;
        this.work = work;
        this.progress = progress;
    }

    /**
     * Tries a request.
     *
     * @return a row per fault
     */
    List<Row> run(ApiRequest request, Choice choice) throws IOException, InterruptedException {
        Tried undisturbed = attempt(request, List.of());
        if (!undisturbed.isAnswered()) {
            throw new IOException(request.title() + " does not work undisturbed: " + undisturbed.last());
        }
        List<Point> points =
                choice.from(Point.of(request.title(), undisturbed.trace().touching(spool())));
        progress.accept(request.title() + ": " + points.size() + " points");
        Map<Fault, Row> rows = new EnumMap<>(Fault.class);
        for (Fault fault : Fault.values()) {
            rows.put(fault, new Row(request.title(), fault));
        }
        for (Point point : points) {
            Tried tried = attempt(request, List.of("-e", point.fault().option(point.call())));
            List<String> losses = new ArrayList<>();
            if (!request.isDone(tried.last())) {
                losses.add("is not done the second time either: " + tried.last());
            }
            Verdict.compareFiles(undisturbed.files(), tried.files(), losses);
            losses.forEach(loss -> progress.accept("LOSS " + point + ": " + loss));
            boolean isReached = tried.trace().isHit(point.call(), spool());
            Row row = rows.get(point.fault());
            if (row != null) {
                row.add(point, isReached, tried.isAnswered(), losses);
            }
        }
        return List.copyOf(rows.values());
    }

    private Path spool() {
        return work.resolve("spool");
    }

    /**
     * What came of a request.
     *
     * @param isAnswered whether the first answer was that it is done
     * @param last the last answer
     */
    private record Tried(Trace trace, boolean isAnswered, String last, Map<String, String> files) {}

    private Tried attempt(ApiRequest request, List<String> injection) throws IOException, InterruptedException {
        Site.delete(spool());
        Files.createDirectories(spool());
        ListFixture.in(spool().resolve("example.org")).subscribers("cid@example.net", "dan@example.net");
        Path log = work.resolve("trace");
        Optional<String> answer;
        try (Attached tracing = Attached.to(server().workers(), log, injection)) {
            answer = request.askOf(server());
            tracing.end();
        }
        boolean isAnswered = answer.filter(request::isDone).isPresent();
        if (answer.isEmpty() && !server().goesOn()) {
            close();
        }
        ageDrafts();
        if (!isAnswered) {
            answer = request.askOf(server());
        }
        maintain();
        return new Tried(Trace.read(log), isAnswered, answer.orElse("none"), files());
    }

    /** One for all requests, until a request kills it. */
    private ApiServer server() throws IOException, InterruptedException {
        ApiServer running = server.isPresent() ? server.get() : ApiServer.start(installation, work, spool());
        server = Optional.of(running);
        return running;
    }

    @Override
    public void close() {
        server.ifPresent(ApiServer::close);
        server = Optional.empty();
    }

    /** A temporary name that could not be deleted goes when it is a day old; for lists without one there is nothing to do. */
    private void maintain() throws IOException {
        Recovery recovery = new Recovery(installation);
        for (Path list : entries(name -> !name.startsWith(DRAFT))) {
            if (hasTemporaryFile(list)) {
                recovery.maintain(list, Duration.ofHours(26));
                Files.deleteIfExists(list.resolve("mlmmj-maintd.lastrun.log"));
            }
        }
    }

    private static boolean hasTemporaryFile(Path list) throws IOException {
        try (Stream<Path> files = Files.walk(list)) {
            return files.anyMatch(file -> String.valueOf(file.getFileName()).startsWith(DurableFiles.TEMPORARY_PREFIX));
        }
    }

    /** A folder that was being filled is no list to anybody, and deleted by a request that comes hours later. */
    private void ageDrafts() throws IOException {
        for (Path draft : drafts()) {
            Files.setLastModifiedTime(draft, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
        }
    }

    private List<Path> drafts() throws IOException {
        return entries(name -> name.startsWith(DRAFT));
    }

    private List<Path> entries(Predicate<String> names) throws IOException {
        try (Stream<Path> all = Files.list(spool().resolve("example.org"))) {
            return all.filter(file -> names.test(String.valueOf(file.getFileName())))
                    .toList();
        }
    }

    /** Moved lists bear the time in their names. */
    private Map<String, String> files() throws IOException {
        Map<String, String> files = new TreeMap<>();
        for (Path draft : drafts()) {
            // It may be empty yet.
            files.put(spool().relativize(draft).toString(), "");
        }
        try (Stream<Path> all = Files.walk(spool())) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String name = spool().relativize(file).toString();
                if (!name.endsWith(".lock")) {
                    files.put(
                            name.replaceAll("-\\d{14}/", "-TIME/"),
                            Files.readString(file, StandardCharsets.ISO_8859_1));
                }
            }
        }
        return files;
    }

    /** strace at threads of a running process. */
    private record Attached(Process strace) implements AutoCloseable {
        static Attached to(List<String> threads, Path log, List<String> injection) throws IOException {
            List<String> command = new ArrayList<>(List.of("strace", "-y", "-s", "0", "-o", log.toString()));
            command.addAll(List.of("-e", "trace=" + String.join(",", Trace.CALLS)));
            command.addAll(injection);
            command.addAll(List.of("-p", String.join(",", threads)));
            Process strace =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            BufferedReader said =
                    new BufferedReader(new InputStreamReader(strace.getInputStream(), StandardCharsets.UTF_8));
            for (String thread : threads) {
                String line = said.readLine();
                if (line == null || !line.contains("attached")) {
                    throw new IOException("strace does not attach to " + thread + ": " + line);
                }
            }
            return new Attached(strace);
        }

        /** Lets go of the program, which goes on. */
        void end() throws InterruptedException {
            strace.destroy();
            // It may wait for threads of a program that it has killed, which wait for it.
            if (!strace.waitFor(2, TimeUnit.SECONDS)) {
                strace.destroyForcibly().waitFor();
            }
        }

        @Override
        public void close() {
            strace.destroyForcibly();
        }
    }
}
