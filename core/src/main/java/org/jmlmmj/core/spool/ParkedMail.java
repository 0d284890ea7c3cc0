package org.jmlmmj.core.spool;

import java.nio.file.Path;
import java.util.Optional;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.address.ReversePath;

/**
 * A mail in {@code queue/} with side files that say to whom it is still to be sent; whatever happens to this process, the next
 * maintenance run tries (spec 01 §8.2). Immutable and thread-safe.
 *
 * @param file the mail, {@code queue/RANDOM}
 * @param sender the envelope sender
 * @param recipient the only recipient
 * @param replyTo a {@code Reply-To:} that has to be put in front when it is sent
 */
public record ParkedMail(Path file, ReversePath sender, EmailAddress recipient, Optional<EmailAddress> replyTo) {}
