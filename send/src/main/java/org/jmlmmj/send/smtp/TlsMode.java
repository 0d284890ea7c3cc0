package org.jmlmmj.send.smtp;

/** Whether a connection is encrypted with STARTTLS (RFC 3207), as {@code control/relaytls} says. Immutable and thread-safe. */
public enum TlsMode {
    /** Never. */
    OFF(false, false),
    /** If the server offers it, with any certificate: keeps mail from listeners, not from impostors. */
    OPPORTUNISTIC(false, false),
    /** Always, with any certificate. */
    ENCRYPT(true, false),
    /** Always, and only with a certificate that is valid for the relay's name. */
    REQUIRED(true, true);

    private final boolean required;
    private final boolean verified;

    TlsMode(boolean required, boolean verified) {
        this.required = required;
        this.verified = verified;
    }

    /** Whether nothing may be sent without. */
    public boolean isRequired() {
        return required;
    }

    /** Whether the server has to show that it is who it says. */
    public boolean isVerified() {
        return verified;
    }
}
