package org.jmlmmj.admin.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jmlmmj.admin.settings.SettingsException;

/**
 * The secrets that open the API, kept as digests. Every one is compared in the same time whatever the request brings, so that
 * an attacker learns nothing from how long the answer takes (spec 09 D17). Immutable and thread-safe.
 */
final class Tokens {
    private static final String DIGEST = "sha256:";

    private final List<byte[]> digests;

    private Tokens(List<byte[]> digests) {
        this.digests = digests;
    }

    /**
     * Reads secrets, and digests of secrets as {@code sha256:HEX}.
     *
     * @throws SettingsException if a digest is none
     */
    static Tokens of(List<String> texts) throws SettingsException {
        List<byte[]> digests = new ArrayList<>();
        for (String text : texts) {
            if (text.startsWith(DIGEST)) {
                String hex = text.substring(DIGEST.length()).toLowerCase(Locale.ROOT);
                if (!hex.matches("[0-9a-f]{64}")) {
                    throw new SettingsException(
                            "api_auth_tokens: what follows " + DIGEST + " must be 64 hexadecimal digits");
                }
                digests.add(HexFormat.of().parseHex(hex));
            } else {
                digests.add(digest(text));
            }
        }
        return new Tokens(digests);
    }

    /** The number of the secret in the settings, from 1, for the log; empty if it is none. */
    Optional<Integer> find(String secret) {
        byte[] wanted = digest(secret);
        int found = 0;
        for (int i = 0; i < digests.size(); i++) {
            if (MessageDigest.isEqual(digests.get(i), wanted)) {
                found = i + 1;
            }
        }
        return found == 0 ? Optional.empty() : Optional.of(found);
    }

    /** A short mark by which an administrator recognises a wrong secret without reading it in the log (spec 09 D18). */
    static String mark(String secret) {
        return HexFormat.of().formatHex(digest(secret), 0, 4);
    }

    private static byte[] digest(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
