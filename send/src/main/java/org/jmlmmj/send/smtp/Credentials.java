package org.jmlmmj.send.smtp;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Who this client is for a server that wants to know (RFC 4954). Does not show itself. Immutable and thread-safe. */
public final class Credentials {
    private final String user;
    private final String password;

    private Credentials(String user, String password) {
        this.user = user;
        this.password = password;
    }

    /**
     * A name and a password, sent as UTF-8.
     *
     * @throws IllegalArgumentException if one is empty or holds NUL, which separates them (RFC 4616 §2)
     */
    public static Credentials of(String user, String password) {
        if (user.isEmpty() || password.isEmpty() || (user + password).indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a user name or password is empty or holds NUL");
        }
        return new Credentials(user, password);
    }

    /** The initial response of PLAIN: {@code [authzid] NUL authcid NUL passwd} (RFC 4616 §2). */
    String plain() {
        return base64("\0" + user + "\0" + password);
    }

    /** The first answer of LOGIN. */
    String loginUser() {
        return base64(user);
    }

    /** The second answer of LOGIN. */
    String loginPassword() {
        return base64(password);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "credentials";
    }
}
