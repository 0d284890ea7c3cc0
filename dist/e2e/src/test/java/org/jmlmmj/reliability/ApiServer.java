package org.jmlmmj.reliability;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jmlmmj.dist.Installation;

/** The installed admin API, and a client of it. Killed when closed. For one thread. */
final class ApiServer implements AutoCloseable {
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int port;
    private final Process launcher;

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
    static ApiServer start(Installation installation, Path folder, Path spool) throws IOException {
        int port = freePort();
        Path settings = Files.writeString(
                folder.resolve("mlmmjadmin.yaml"), """
                listen_port: %d
                run_as_user: %s
                api_auth_tokens: [ "%s" ]
                MLMMJ_SPOOL_DIR: %s
                """.formatted(port, System.getProperty("user.name"), TOKEN, spool));
        Files.setPosixFilePermissions(settings, PosixFilePermissions.fromString("rw-------"));
        ProcessBuilder builder = new ProcessBuilder(
                        installation.program("mlmmjadmin").toString(), "--config", settings.toString())
                .redirectErrorStream(true);
        builder.environment().put("JMLMMJ_JAVA", System.getProperty("java.home"));
        builder.environment().put("JMLMMJ_LOG", "stderr");
        Process launcher = builder.start();
        // Not closed: the program goes on to write there.
        BufferedReader said =
                new BufferedReader(new InputStreamReader(launcher.getInputStream(), StandardCharsets.UTF_8));
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            if (line.contains("listening on")) {
                return new ApiServer(launcher, port);
            }
        }
        throw new IOException("mlmmjadmin does not start");
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    /** The process that does the work. */
    ProcessHandle java() throws IOException {
        return launcher.descendants().findFirst().orElseThrow(() -> new IOException("mlmmjadmin has ended"));
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
