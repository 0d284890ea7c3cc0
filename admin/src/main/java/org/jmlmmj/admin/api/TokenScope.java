package org.jmlmmj.admin.api;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jmlmmj.admin.lists.ListPlaces;
import org.jmlmmj.admin.lists.RequestException;
import org.jmlmmj.admin.settings.SettingsException;
import org.jmlmmj.core.address.EmailAddress;

/**
 * What a token opens (spec 09 D16). Immutable and thread-safe.
 *
 * @param isReading whether it opens nothing that changes a list
 * @param domains the domains whose lists it opens, in lower case; empty: all
 */
record TokenScope(boolean isReading, Set<String> domains) {
    /** The code for the client that asks for more. */
    static final String REFUSAL = "NOT_AUTHORIZED_API_TOKEN";

    /** Everything, as for any token of which nothing else is said. */
    static final TokenScope FULL = new TokenScope(false, Set.of());

    TokenScope {
        domains = Set.copyOf(domains);
    }

    /**
     * Reads {@code read-only} and names of domains, with commas or blanks between them.
     *
     * @throws SettingsException if it is empty or holds anything else: a scope with a spelling mistake must not open all
     */
    static TokenScope of(String text) throws SettingsException {
        boolean isReading = false;
        Set<String> domains = new LinkedHashSet<>();
        List<String> words = List.of(text.strip().toLowerCase(Locale.ROOT).split("[,\\s]+", -1));
        for (String word : words) {
            if (word.equals("read-only")) {
                isReading = true;
            } else if (ListPlaces.isDomain(word)) {
                domains.add(word);
            } else {
                throw new SettingsException(
                        "API_AUTH_TOKEN_SCOPES: \"" + word + "\" is neither a domain nor the word read-only");
            }
        }
        return new TokenScope(isReading, domains);
    }

    boolean opens(String domain) {
        return domains.isEmpty() || domains.contains(domain);
    }

    boolean opens(EmailAddress list) {
        return opens(list.domain());
    }

    /** Whether a request may be carried out, as far as its path tells. */
    boolean opens(Endpoint endpoint, ApiRequest request) {
        Optional<String> domain = request.listDomain();
        return (endpoint.isReading() || !isReading)
                && domain.filter(name -> !opens(name)).isEmpty();
    }

    /**
     * For lists that stand in parameters.
     *
     * @throws RequestException if the list is not among those it opens
     */
    void require(EmailAddress list) throws RequestException {
        if (!opens(list)) {
            throw new RequestException(REFUSAL);
        }
    }
}
