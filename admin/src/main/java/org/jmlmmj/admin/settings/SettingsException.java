package org.jmlmmj.admin.settings;

/** Settings that cannot be used; the message says where (file and line), what is wrong, and what would be right. */
public final class SettingsException extends Exception {
    private static final long serialVersionUID = 1;

    /** @param message where, what, and what to do */
    public SettingsException(String message) {
        super(message);
    }
}
