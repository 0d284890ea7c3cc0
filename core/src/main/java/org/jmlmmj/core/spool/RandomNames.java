package org.jmlmmj.core.spool;

import java.io.IOException;
import java.io.InputStream;
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
        // Reading the kernel's generator directly spares the loading of security providers before a mail is stored.
        return new RandomNames(() -> {
            try (InputStream in = Files.newInputStream(KERNEL)) {
                long bits = 0;
                for (byte b : in.readNBytes(Long.BYTES)) {
                    bits = (bits << 8) | (b & 0xff);
                }
                return bits;
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
