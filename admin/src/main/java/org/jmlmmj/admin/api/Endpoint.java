package org.jmlmmj.admin.api;

import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jmlmmj.admin.lists.Reply;
import org.jmlmmj.admin.lists.RequestException;

/**
 * One thing that can be asked for. Immutable and thread-safe.
 *
 * @param method of HTTP
 * @param path its template, for example {@code /api/{list}/owners}
 * @param summary what it does, in one sentence
 * @param parameters what it takes beyond the path
 * @param action does it
 */
record Endpoint(HttpMethod method, String path, String summary, List<FormParameter> parameters, Action action) {
    Endpoint {
        parameters = List.copyOf(parameters);
    }

    /** A parameter for the description of the API. */
    record FormParameter(String name, String meaning) {}

    /** What an endpoint does. */
    interface Action {
        Reply run(ApiRequest request) throws RequestException, IOException;
    }

    /** A warning for each name that it does not take; the request is carried out all the same (spec 09 D14). */
    List<String> unknown(Set<String> names) {
        Set<String> known = parameters.stream().map(FormParameter::name).collect(Collectors.toSet());
        return names.stream()
                .filter(name -> !known.contains(name))
                .map(name -> "there is no parameter \"" + name.replaceAll("\\p{Cntrl}", " ") + "\"")
                .toList();
    }

    /**
     * The variables of a path; empty if it is not this endpoint's.
     *
     * @param segments between the slashes, percent-decoded each
     */
    Optional<Map<PathPart, String>> match(List<String> segments) {
        List<String> template = Arrays.asList(path.substring(1).split("/", -1));
        if (template.size() != segments.size()) {
            return Optional.empty();
        }
        Map<PathPart, String> variables = new EnumMap<>(PathPart.class);
        for (int i = 0; i < template.size(); i++) {
            String wanted = template.get(i);
            String given = segments.get(i);
            Optional<PathPart> variable = Arrays.stream(PathPart.values())
                    .filter(part -> part.template().equals(wanted))
                    .findFirst();
            if (variable.isEmpty()) {
                if (!wanted.equals(given)) {
                    return Optional.empty();
                }
                continue;
            }
            Optional<String> value = variable.get().accept(given);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            variables.put(variable.get(), value.get());
        }
        return Optional.of(variables);
    }
}
