package org.jmlmmj.receive;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jmlmmj.core.address.EmailAddress;

/**
 * What the access rules say about a post, and why. Immutable and thread-safe.
 *
 * @param action what shall become of the post
 * @param qualifier names the list text {@code deny-post-access-QUALIFIER}; only that of the rule that decided
 * @param rule the number of the rule that decided, from 0; empty if none did
 * @param header the unfolded header that made it decide, every character one octet; empty if it was no single header
 * @param reason how it came to this, in words that follow {@code A mail from "FROM"}
 * @param warnings about the rules that were looked at, each with the line of the control file
 */
public record AccessResult(
        AccessAction action,
        Optional<String> qualifier,
        OptionalInt rule,
        Optional<String> header,
        String reason,
        List<String> warnings) {
    /** Copies the list. */
    public AccessResult {
        warnings = List.copyOf(warnings);
    }

    /** The same with these warnings. */
    AccessResult withWarnings(List<String> others) {
        return new AccessResult(action, qualifier, rule, header, reason, others);
    }

    /**
     * The lines for the operation log (spec 01 §11.1): the warnings, then what was decided. They can hold control characters,
     * which {@link org.jmlmmj.core.log.OperationLog} replaces.
     */
    public List<String> logLines(EmailAddress from) {
        List<String> lines = new ArrayList<>();
        warnings.forEach(warning -> lines.add("access - " + warning));
        lines.add("access - A mail from \"" + from + "\" " + reason);
        return List.copyOf(lines);
    }
}
