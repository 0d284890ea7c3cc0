package org.jmlmmj.core.spool;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.function.LongSupplier;

/**
 * Names of files and cookies: two random 31-bit numbers, each as 8 lower-case hexadecimal digits (spec 01 §3), so 16 characters
 * {@code [0-9a-f]}. Thread-safe if its source is; the secure one is.
 */
public final class RandomNames {
    private static final Path KERNEL = Path.of("/dev/urandom");
    private static final long TWO_31_BIT_NUMBERS = 0x7fffffff_7fffffffL;

    private final LongSupplier source;

    private RandomNames(LongSupplier source) {
        this.source = source;
    }

    /** Names nobody can guess: they serve as passwords of confirmation and moderation addresses. */
    public static RandomNames secure() {
        return secure(KERNEL);
    }

    /** Names from the kernel's generator at this path, or from Java's if that gives nothing. */
    static RandomNames secure(Path kernel) {
        // Reading the kernel's generator directly spares the loading of security providers before a mail is stored.
        return new RandomNames(() -> {
            try (InputStream in = Files.newInputStream(kernel)) {
                byte[] octets = in.readNBytes(Long.BYTES);
                // An empty file in its place, as in a badly made chroot, would make every name the same.
                return octets.length == Long.BYTES ? ByteBuffer.wrap(octets).getLong() : new SecureRandom().nextLong();
            } catch (IOException e) {
                return new SecureRandom().nextLong();
            }
        });
    }

    /** Names from another source of 64 random bits, for tests. */
    public static RandomNames of(LongSupplier source) {
        return new RandomNames(source);
    }

    /** A new name. */
    public String next() {
        long bits = source.getAsLong() & TWO_31_BIT_NUMBERS;
        char[] name = new char[16];
        for (int i = 0; i < name.length; i++) {
            name[i] = Character.forDigit((int) (bits >>> (60 - 4 * i)) & 0xf, 16);
        }
        return new String(name);
    }

    /** Makes a file; fails if the name is taken. */
    @FunctionalInterface
    interface Maker {
        void make(Path name) throws IOException;
    }

    /**
     * Draws names until one is free, without limit (spec 01 §3).
     *
     * @param maker makes the file, which claims the name
     */
    Path claim(Path folder, String prefix, Maker maker) throws IOException {
        Path name;
        do {
            name = folder.resolve(prefix + next());
        } while (!isMade(name, maker));
        return name;
    }

    private static boolean isMade(Path name, Maker maker) throws IOException {
        try {
            maker.make(name);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    /** Whether the text has the form of such a name. */
    public static boolean isName(String text) {
        if (text.length() != 16) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
            if (!hex) {
                return false;
            }
        }
        return true;
    }
}
