package org.jmlmmj.e2e;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Free ports on the loopback interface, none of them twice. They are below the range from which the system takes the ports of
 * clients: a server that is stopped and started again must find its own still free. For one thread.
 */
final class Ports {
    private static final int FIRST = 20_000;
    private static final int LAST = 32_000;

    private final RandomGenerator random;
    private final Set<Integer> given = new HashSet<>();

    private Ports(RandomGenerator random) {
        this.random = random;
    }

    /** Ports in the order of these numbers. */
    static Ports of(RandomGenerator random) {
        return new Ports(random);
    }

    /** Another one. */
    int next() {
        for (int i = 0; i < LAST - FIRST; i++) {
            int port = random.nextInt(FIRST, LAST);
            if (given.add(port) && isFree(port)) {
                return port;
            }
        }
        throw new AssertionError("no free port between " + FIRST + " and " + LAST);
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
