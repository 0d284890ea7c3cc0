package org.jmlmmj.core.message;

import java.util.Optional;

/**
 * A mail with its footer, or the mail as it was and why. Immutable and thread-safe.
 *
 * @param mail the mail as it goes out
 * @param unchanged why there is no new footer, in words for the log
 */
public record FooterOutcome(RewrittenMail mail, Optional<String> unchanged) {}
