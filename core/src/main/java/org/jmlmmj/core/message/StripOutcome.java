package org.jmlmmj.core.message;

import java.util.Optional;

/**
 * A mail without the parts that a list does not want. Immutable and thread-safe.
 *
 * @param mail the mail as it goes on, with the header that tells about it
 * @param isUnwanted whether the header says {@code Y}: parts that are to be denied were found, or none can be ruled out
 * @param removed how many parts are gone; a multipart counts as one
 * @param doubt why the parts could not all be looked at, if so, in words for the log
 */
public record StripOutcome(RewrittenMail mail, boolean isUnwanted, int removed, Optional<String> doubt) {}
