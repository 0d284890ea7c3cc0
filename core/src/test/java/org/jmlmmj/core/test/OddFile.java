package org.jmlmmj.core.test;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** What the owner of a list can put where a program expects a file. Stateless. */
public enum OddFile {
    /** A link to a file of somebody else. */
    LINK {
        @Override
        void make(Path place, Path secret) throws IOException {
            Files.createSymbolicLink(place, secret);
        }
    },
    /** A link that leads nowhere. */
    DANGLING_LINK {
        @Override
        void make(Path place, Path secret) throws IOException {
            Files.createSymbolicLink(place, secret.resolveSibling("not-there"));
        }
    },
    /** A link to a folder of somebody else. */
    LINK_TO_FOLDER {
        @Override
        void make(Path place, Path secret) throws IOException {
            Files.createSymbolicLink(place, secret.resolveSibling("."));
        }
    },
    /** A pipe: who opens it waits for somebody at its other end. */
    FIFO {
        @Override
        void make(Path place, Path secret) throws IOException, InterruptedException {
            Process mkfifo = new ProcessBuilder("mkfifo", place.toString()).start();
            if (mkfifo.waitFor() != 0) {
                throw new IOException("mkfifo " + place + " fails");
            }
        }
    },
    /** A socket at which nobody listens. */
    SOCKET {
        @Override
        void make(Path place, Path secret) throws IOException {
            // The address may be longer than those of sockets can be.
            Path near = Files.createTempFile(Path.of("/tmp"), "socket", "");
            Files.delete(near);
            try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
                socket.bind(UnixDomainSocketAddress.of(near));
                Files.createDirectories(place.resolveSibling("."));
                new ProcessBuilder("mv", near.toString(), place.toString())
                        .start()
                        .waitFor();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
        }
    },
    /** A folder with something in it. */
    FOLDER {
        @Override
        void make(Path place, Path secret) throws IOException {
            Files.createDirectory(place);
            Files.writeString(place.resolve("inside"), "x");
        }
    };

    abstract void make(Path place, Path secret) throws IOException, InterruptedException;

    /**
     * Puts it in the place of whatever is there.
     *
     * @param secret a file of somebody else
     */
    public void put(Path place, Path secret) throws IOException, InterruptedException {
        if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
            try (Stream<Path> all = Files.walk(place)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
        make(place, secret);
    }
}
