package org.jmlmmj.admin.api;

import java.util.Map;
import java.util.Objects;
import org.jmlmmj.core.address.EmailAddress;

/**
 * A request that may be carried out. Immutable and thread-safe.
 *
 * @param variables the parts of the path that are no fixed words, checked, by the name of their kind
 * @param form the parameters
 */
record ApiRequest(Map<PathPart, String> variables, Form form) {
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
}
