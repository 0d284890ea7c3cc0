package org.jmlmmj.admin.api;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jmlmmj.core.address.EmailAddress;

/**
 * A request that may be carried out. Immutable and thread-safe.
 *
 * @param variables the parts of the path that are no fixed words, checked, by the name of their kind
 * @param form the parameters
 * @param scope to what the client is limited
 */
record ApiRequest(Map<PathPart, String> variables, Form form, TokenScope scope) {
    ApiRequest {
        variables = Map.copyOf(variables);
    }

    EmailAddress list() {
        return EmailAddress.of(Objects.requireNonNull(variables.get(PathPart.LIST)));
    }

    EmailAddress subscriber() {
        return EmailAddress.of(Objects.requireNonNull(variables.get(PathPart.SUBSCRIBER)));
    }

    String domain() {
        return Objects.requireNonNull(variables.get(PathPart.DOMAIN));
    }

    /** The domain of the lists that the path is about; empty if it is about a person. */
    Optional<String> listDomain() {
        return Optional.ofNullable(variables.get(PathPart.LIST))
                .map(list -> EmailAddress.of(list).domain())
                .or(() -> Optional.ofNullable(variables.get(PathPart.DOMAIN)));
    }
}
