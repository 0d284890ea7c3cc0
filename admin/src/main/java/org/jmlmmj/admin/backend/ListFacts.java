package org.jmlmmj.admin.backend;

import java.util.List;
import java.util.Optional;
import org.jmlmmj.core.address.EmailAddress;

/**
 * What a backend stores of a list beyond its address; what is empty stays as it is. Immutable and thread-safe.
 *
 * @param name for people
 * @param maxMessageSize in octets, 0 for no limit
 * @param posting who may post
 * @param owners in lower case, each once
 * @param moderators likewise
 */
public record ListFacts(
        Optional<String> name,
        Optional<Long> maxMessageSize,
        Optional<Posting> posting,
        Optional<List<EmailAddress>> owners,
        Optional<List<EmailAddress>> moderators) {

    /** Who may post, as far as a list says it itself. */
    public enum Posting {
        EVERYBODY("public"),
        SUBSCRIBERS("membersonly"),
        MODERATORS("moderatorsonly");

        private final String policy;

        Posting(String policy) {
            this.policy = policy;
        }

        /** The word that is stored (spec 10 §4.1). */
        String policy() {
            return policy;
        }
    }
}
