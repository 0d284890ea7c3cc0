package org.jmlmmj.admin.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jmlmmj.admin.settings.SettingsException;

/**
 * The secrets that open the API, kept as digests. Every one is compared in the same time whatever the request brings, so that
 * an attacker learns nothing from how long the answer takes (spec 09 D17). Immutable and thread-safe.
 */
final class Tokens {
    private static final String DIGEST = "sha256:";

    private final List<Token> tokens;

    private Tokens(List<Token> tokens) {
        this.tokens = List.copyOf(tokens);
    }

    /**
     * One of them.
     *
     * @param number its place in the settings, from 1
     * @param digest SHA-256 of the secret, hexadecimal
     * @param scope what it opens
     */
    record Token(int number, String digest, TokenScope scope) {}

    /**
     * Reads secrets, and digests of secrets as {@code sha256:HEX}.
     *
     * @param scopes what some of them open, by the secret or digest as it stands in the first list
     * @throws SettingsException if a digest is none, or a scope belongs to none of the secrets
     */
    static Tokens of(List<String> texts, Map<String, Optional<String>> scopes) throws SettingsException {
        for (String text : scopes.keySet()) {
            if (!texts.contains(text)) {
                // Never with the text, which may be a secret with a spelling mistake (spec 09 D18).
                throw new SettingsException(
                        "API_AUTH_TOKEN_SCOPES: one of its names does not stand in api_auth_tokens");
            }
        }
        List<Token> tokens = new ArrayList<>();
        for (String text : texts) {
            Optional<String> scope = scopes.get(text);
            tokens.add(new Token(
                    tokens.size() + 1,
                    text.startsWith(DIGEST) ? parse(text) : digest(text),
                    scope == null ? TokenScope.FULL : TokenScope.of(scope.orElse(""))));
        }
        return new Tokens(tokens);
    }

    private static String parse(String text) throws SettingsException {
        String hex = text.substring(DIGEST.length()).toLowerCase(Locale.ROOT);
        if (!hex.matches("[0-9a-f]{64}")) {
            throw new SettingsException("api_auth_tokens: what follows " + DIGEST + " must be 64 hexadecimal digits");
        }
        return hex;
    }

    /** The token that a secret is; empty if it is none. */
    Optional<Token> find(String secret) {
        byte[] wanted = digest(secret).getBytes(UTF_8);
        Optional<Token> found = Optional.empty();
        for (Token token : tokens) {
            if (MessageDigest.isEqual(token.digest().getBytes(UTF_8), wanted)) {
                found = Optional.of(token);
            }
        }
        return found;
    }

    /** A short mark by which an administrator recognises a wrong secret without reading it in the log (spec 09 D18). */
    static String mark(String secret) {
        return digest(secret).substring(0, 8);
    }

    private static String digest(String secret) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
