package org.jmlmmj.admin.profile;

/** A value that must not be written, as the list would send its mail elsewhere than meant; the message is the code for the client. */
public final class ProfileException extends Exception {
    private static final long serialVersionUID = 1;

    /** @param code for example {@code INVALID_SMTP_PORT} */
    public ProfileException(String code) {
        super(code);
    }
}
