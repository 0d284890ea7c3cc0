package org.jmlmmj.bench.api;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code mlmmjadmin} in a process of its own, and a client of it. Thread-safe. */
final class ServedApi implements AutoCloseable {
    private static final String TOKEN = "bench-bench-bench-bench-bench-bench-bench";
    private static final int STOP_SECONDS = 30;

    private final Process process;
    private final String base;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private ServedApi(Process process, String base) {
        this.process = process;
        this.base = base;
    }

    /**
     * Starts it on a free port.
     *
     * @param heap in MiB
     */
    static ServedApi start(String classPath, Path folder, int heap) throws IOException {
        Files.createDirectories(folder.resolve("spool"));
        Files.createDirectories(folder.resolve("texts/en"));
        Path config = folder.resolve("mlmmjadmin.yaml");
        Files.writeString(
                config,
                String.join(
                        "\n",
                        "listen_port: 0",
                        "run_as_user: " + System.getProperty("user.name"),
                        "api_auth_tokens: [ " + TOKEN + " ]",
                        "MLMMJ_SPOOL_DIR: " + folder.resolve("spool"),
                        "MLMMJ_ARCHIVE_DIR: \"\"",
                        "MLMMJ_SKEL_DIR: " + folder.resolve("texts"),
                        ""));
        Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-------"));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + heap + "m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        classPath,
                        "org.jmlmmj.admin.api.MlmmjAdmin",
                        "--config",
                        config.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        boolean started = false;
        try {
            ServedApi api = new ServedApi(process, base(process));
            started = true;
            return api;
        } finally {
            if (!started) {
                process.destroyForcibly();
            }
        }
    }

    private static String base(Process process) throws IOException {
        BufferedReader lines = process.errorReader(StandardCharsets.UTF_8);
        StringBuilder said = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            int place = line.indexOf("listening on ");
            if (place >= 0) {
                return "http://" + line.substring(place + "listening on ".length());
            }
            said.append(line).append('\n');
        }
        throw new IOException("mlmmjadmin does not start: " + said);
    }

    HttpResponse<String> send(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .header("X-MLMMJADMIN-API-AUTH-TOKEN", TOKEN)
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** The time of processors that it has used so far. */
    Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** What Linux tells of its memory: resident now and at most. */
    String memory() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
            return lines.filter(line -> List.of("VmRSS", "VmHWM").contains(line.split(":", 2)[0]))
                    .map(line -> line.replaceAll("\\s+", " "))
                    .collect(Collectors.joining(", "));
        }
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("mlmmjadmin did not end within " + STOP_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
