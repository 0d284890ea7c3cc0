package org.jmlmmj.reliability;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jmlmmj.dist.Installation;

/** The installed admin API, and a client of it. Killed when closed. For one thread. */
final class ApiServer implements AutoCloseable {
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";
    private static final int WORKERS = 16;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int port;
    private final Process launcher;
    private List<String> workers = List.of();

    private ApiServer(Process launcher, int port) {
        this.launcher = launcher;
        this.port = port;
    }

    /**
     * Starts it and waits until it listens.
     *
     * @param folder for settings
     * @param spool where the lists are
     */
    static ApiServer start(Installation installation, Path folder, Path spool)
            throws IOException, InterruptedException {
        int port = freePort();
        Path settings = Files.writeString(folder.resolve("mlmmjadmin.yaml"), """
                listen_port: %d
                run_as_user: %s
                api_auth_tokens: [ "%s" ]
                MLMMJ_SPOOL_DIR: %s
                MLMMJ_ARCHIVE_DIR: %s
                """.formatted(
                        port, System.getProperty("user.name"), TOKEN, spool, spool.resolve("removed")));
        Files.setPosixFilePermissions(settings, PosixFilePermissions.fromString("rw-------"));
        Path said = folder.resolve("said");
        ProcessBuilder builder = new ProcessBuilder(
                        installation.program("mlmmjadmin").toString(), "--config", settings.toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment().put("JMLMMJ_JAVA", System.getProperty("java.home"));
        builder.environment().put("JMLMMJ_LOG", "stderr");
        Process launcher = builder.start();
        do {
            if (launcher.waitFor(20, TimeUnit.MILLISECONDS)) {
                throw new IOException("mlmmjadmin does not start: " + Files.readString(said));
            }
        } while (!Files.readString(said).contains("listening on"));
        return new ApiServer(launcher, port);
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    /**
     * The threads that work on lists. The others are left out: what connects them, and what compiles the code, knows no folder, and
     * no disk fails them.
     */
    List<String> workers() throws IOException, InterruptedException {
        if (workers.isEmpty()) {
            workers = findWorkers();
        }
        return workers;
    }

    private List<String> findWorkers() throws IOException, InterruptedException {
        ProcessHandle java =
                launcher.descendants().findFirst().orElseThrow(() -> new IOException("mlmmjadmin has ended"));
        // It makes one more for each request, until it has all.
        for (int i = 0; i < WORKERS; i++) {
            ask("GET", "/health", "");
        }
        List<String> found = new ArrayList<>();
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc", java.pid() + "", "task"))) {
            for (Path thread : threads) {
                if (Files.readString(thread.resolve("comm")).startsWith("vert.x-worker")) {
                    found.add(String.valueOf(thread.getFileName()));
                }
            }
        }
        if (found.size() != WORKERS) {
            throw new IOException("mlmmjadmin has " + found.size() + " workers, not " + WORKERS);
        }
        return found;
    }

    /**
     * Whether it goes on after it did not answer a request; false if it has ended, as it does when it is killed.
     *
     * @throws IOException if it does neither for a minute
     */
    boolean goesOn() throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            if (launcher.waitFor(100, TimeUnit.MILLISECONDS)) {
                return false;
            }
            // The dead do not answer, though their parent may not have noticed yet.
            if (ask("GET", "/health", "").isPresent()) {
                return true;
            }
        }
        throw new IOException("mlmmjadmin neither answers nor ends");
    }

    /** What it answers; empty if it dies before it does. */
    Optional<String> ask(String method, String path, String form) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(PATIENCE)
                .header("X-MLMMJADMIN-API-AUTH-TOKEN", TOKEN)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .method(method, BodyPublishers.ofString(form))
                .build();
        try {
            return Optional.of(client.send(request, BodyHandlers.ofString()).body());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        launcher.descendants().forEach(ProcessHandle::destroyForcibly);
        launcher.destroyForcibly().onExit().join();
    }
}
