package org.jmlmmj.send.smtp;

/** One mail in the forms that different servers take. Thread-safe. */
@FunctionalInterface
public interface MailForms {
    /**
     * The form for a server. Making it may take as long as reading the mail once or twice, but only the first time.
     *
     * @param capabilities what the server announced
     */
    WireImage formFor(Capabilities capabilities);
}
