package org.jmlmmj.send;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this machine calls itself (spec 03 §7.1). Stateless, so thread-safe. */
public final class HostName {
    private static final String LOCALHOST = "localhost";

    private HostName() {}

    /**
     * The machine's name; if it has no dot, the name that the resolver has for it; {@code localhost} if there is none. May
     * take as long as the resolver does.
     */
    public static String ofMachine() {
        String name = kernelName(Path.of("/proc/sys/kernel/hostname"));
        if (name.indexOf('.') < 0) {
            name = resolved(name);
        }
        return isUsable(name) ? name : LOCALHOST;
    }

    /** Reading a file is faster than what the JDK does, which asks the resolver for the address too. */
    private static String kernelName(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            return "";
        }
    }

    private static String resolved(String name) {
        try {
            for (InetAddress address : name.isEmpty() ? locals() : InetAddress.getAllByName(name)) {
                String full = address.getCanonicalHostName();
                // Without a name the resolver gives the address again, which is no name to greet with.
                if (full.indexOf('.') >= 0 && !full.equals(address.getHostAddress())) {
                    return full;
                }
            }
        } catch (UnknownHostException e) {
            return name;
        }
        return name;
    }

    private static InetAddress[] locals() throws UnknownHostException {
        return new InetAddress[] {InetAddress.getLocalHost()};
    }

    /** Whether a text can follow EHLO: something, and nothing that ends or splits the command. */
    static boolean isUsable(String name) {
        return !name.isEmpty() && name.length() <= 255 && name.chars().allMatch(c -> c > ' ' && c < 127);
    }
}
