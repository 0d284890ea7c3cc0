package org.jmlmmj.admin.api;

import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jmlmmj.admin.lists.Reply;
import org.jmlmmj.admin.lists.RequestException;

/**
 * One thing that can be asked for. Immutable and thread-safe.
 *
 * @param method of HTTP
 * @param template of its paths
 * @param summary what it does, in one sentence
 * @param parameters what it takes beyond the path
 * @param action does it
 */
record Endpoint(
        HttpMethod method, PathTemplate template, String summary, List<FormParameter> parameters, Action action) {
    Endpoint {
        parameters = List.copyOf(parameters);
    }

    static Endpoint of(HttpMethod method, String path, String summary, List<FormParameter> parameters, Action action) {
        return new Endpoint(method, PathTemplate.of(path), summary, parameters, action);
    }

    /** A parameter for the description of the API. */
    record FormParameter(String name, String meaning) {}

    /** What an endpoint does. */
    interface Action {
        Reply run(ApiRequest request) throws RequestException, IOException;
    }

    /** The template of its paths, for example {@code /api/{list}/owners}. */
    String path() {
        return template.text();
    }

    /** Whether it only tells, and changes nothing. */
    boolean isReading() {
        return method.equals(HttpMethod.GET);
    }

    /** A warning for each name that it does not take; the request is carried out all the same (spec 09 D14). */
    List<String> unknown(Set<String> names) {
        Set<String> known = parameters.stream().map(FormParameter::name).collect(Collectors.toSet());
        return names.stream()
                .filter(name -> !known.contains(name))
                .map(name -> "there is no parameter \"" + name.replaceAll("\\p{Cntrl}", " ") + "\"")
                .toList();
    }
}
