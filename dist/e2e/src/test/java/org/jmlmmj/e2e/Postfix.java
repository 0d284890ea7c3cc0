package org.jmlmmj.e2e;

import static org.awaitility.Awaitility.await;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * The distribution's Postfix with settings, queue, data and log in one folder, beside any other that runs on the machine. The
 * services are those of the package; none is in a chroot, since a chroot needs files of the system. For one thread.
 */
final class Postfix implements Closeable {
    private static final List<String> QUEUES = List.of("maildrop", "incoming", "active", "deferred");

    private final Path folder;
    private final int port;

    private Postfix(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    /** Makes the folder and settings with which it takes mail from this machine on one port. */
    static Postfix in(Path folder, String name, int port) throws IOException {
        Command.find("postfix", "postfix");
        Postfix postfix = new Postfix(folder, port);
        for (String part : List.of("etc", "queue", "data")) {
            Files.createDirectories(folder.resolve(part));
        }
        Command.run("chown", "postfix", folder.resolve("data"));
        String services = Files.readString(Path.of("/usr/share/postfix/master.cf.dist"))
                .replaceFirst("(?m)^smtp( +inet)", "127.0.0.1:" + port + "$1")
                .replaceAll("(?m)^(\\S+ +(?:inet|unix|unix-dgram) +[-yn] +[-yn] +)[-y]", "$1n");
        Files.writeString(postfix.etc().resolve("master.cf"), services);
        postfix.settings("""
                compatibility_level = 3.6
                queue_directory = %1$s/queue
                data_directory = %1$s/data
                maillog_file = %1$s/mail.log
                maillog_file_prefixes = %1$s
                myhostname = %2$s
                mydestination =
                inet_interfaces = 127.0.0.1
                inet_protocols = ipv4
                alias_maps =
                alias_database =
                # What waits is tried again soon.
                queue_run_delay = 2s
                minimal_backoff_time = 2s
                maximal_backoff_time = 4s
                """.formatted(folder, name));
        return postfix;
    }

    /** The folder of settings. */
    Path etc() {
        return folder.resolve("etc");
    }

    /** The port on which it takes mail. */
    int port() {
        return port;
    }

    /** Adds to main.cf; the last value of a setting wins. */
    Postfix settings(String text) throws IOException {
        return append("main.cf", text);
    }

    /** Adds to master.cf. */
    Postfix services(String text) throws IOException {
        return append("master.cf", text);
    }

    private Postfix append(String name, String text) throws IOException {
        Files.writeString(etc().resolve(name), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        return this;
    }

    /** Starts it and waits until it takes mail. */
    Postfix start() throws IOException {
        Command.run("postfix", "-c", etc(), "check");
        Command.run("postfix", "-c", etc(), "start");
        await("Postfix on port " + port)
                .atMost(Patience.LIMIT)
                .ignoreExceptions()
                .until(() -> {
                    SmtpClient.greet(port);
                    return true;
                });
        return this;
    }

    /** Makes it read its settings again. */
    void reload() throws IOException {
        Command.run("postfix", "-c", etc(), "reload");
    }

    /** Stops it, and with it every program to which it is just delivering. */
    void stop() throws IOException {
        Command.run("postfix", "-c", etc(), "stop");
        await("end of Postfix").atMost(Patience.LIMIT).until(() -> !isRunning());
    }

    private boolean isRunning() throws IOException {
        return Command.end("postfix", "-c", etc(), "status").status() == 0;
    }

    /** What a table answers to a key; empty if nothing. */
    String lookup(String table, String key) throws IOException {
        return Command.end("postmap", "-c", etc(), "-q", key, table).output().strip();
    }

    /** Tries all that waits, now. */
    void flush() throws IOException {
        Command.run("postqueue", "-c", etc(), "-f");
    }

    /** Whether all mail that it took has left it. */
    boolean isEmpty() throws IOException {
        for (String queue : QUEUES) {
            try (Stream<Path> files = Files.walk(folder.resolve("queue").resolve(queue))) {
                if (files.anyMatch(Files::isRegularFile)) {
                    return false;
                }
            } catch (java.io.UncheckedIOException e) {
                // A file moved on while we looked.
                return false;
            }
        }
        return true;
    }

    /** Its log. */
    String log() throws IOException {
        return Files.readString(folder.resolve("mail.log"), StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        if (isRunning()) {
            stop();
        }
    }
}
