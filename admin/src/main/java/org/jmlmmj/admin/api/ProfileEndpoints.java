package org.jmlmmj.admin.api;

import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jmlmmj.admin.api.Endpoint.FormParameter;
import org.jmlmmj.admin.lists.Profiles;
import org.jmlmmj.admin.profile.Parameter;

/** What can be done with single entries of a profile: people and headers (spec 09 §8.5). Not thread-safe; the endpoints are. */
final class ProfileEndpoints {
    private final Profiles profiles;
    private final List<Endpoint> all = new ArrayList<>();

    private ProfileEndpoints(Profiles profiles) {
        this.profiles = profiles;
    }

    static List<Endpoint> of(Profiles profiles) {
        ProfileEndpoints endpoints = new ProfileEndpoints(profiles);
        endpoints.addPeople();
        endpoints.addLines();
        return endpoints.all;
    }

    private void addPeople() {
        addPeople("owners", "owner", Parameter.OWNER);
        addPeople("moderators", "moderator", Parameter.MODERATORS);
        addPeople("subscription_moderators", "subscription_moderator", Parameter.SUBSCRIPTION_MODERATORS);
    }

    private void addPeople(String several, String one, Parameter people) {
        String path = "/api/{list}/" + several;
        all.add(Endpoint.of(
                HttpMethod.GET,
                path,
                "Names the " + several + " of a list.",
                List.of(),
                request -> profiles.people(request.list(), people)));
        all.add(Endpoint.of(
                HttpMethod.PUT,
                path,
                "Changes the " + several + " of a list.",
                List.of(
                        new FormParameter(several, "Who they are from now on."),
                        new FormParameter("add_" + several, "Who joins them."),
                        new FormParameter("remove_" + several, "Who leaves them.")),
                request -> {
                    Optional<String> set = request.form().value(several);
                    return set.isPresent()
                            ? profiles.update(request.list(), Map.of(people, set.get()))
                            : profiles.changePeople(
                                    request.list(),
                                    people,
                                    request.form().text("add_" + several),
                                    request.form().text("remove_" + several));
                }));
        List<FormParameter> address = List.of(new FormParameter(one, "The address."));
        all.add(Endpoint.of(
                HttpMethod.POST,
                "/api/{list}/add_" + one,
                "Adds one to the " + several + ".",
                address,
                request -> profiles.changePeople(
                        request.list(), people, request.form().text(one), "")));
        all.add(Endpoint.of(
                HttpMethod.POST,
                "/api/{list}/remove_" + one,
                "Takes one from the " + several + ".",
                address,
                request -> profiles.changePeople(
                        request.list(), people, "", request.form().text(one))));
    }

    private void addLines() {
        addLines("custom_headers", Parameter.CUSTOM_HEADERS, "\n");
        addLines("remove_headers", Parameter.REMOVE_HEADERS, ",");
    }

    /** Header lines, one by one. */
    private void addLines(String several, Parameter parameter, String separator) {
        all.add(Endpoint.of(
                HttpMethod.POST,
                "/api/{list}/" + several,
                "Adds and removes single entries of " + several + ".",
                List.of(
                        new FormParameter("add", "The entry that is added."),
                        new FormParameter("remove", "The entry, or the name of a header, that is removed.")),
                request -> profiles.changeLines(
                        request.list(),
                        parameter,
                        separator,
                        request.form().value("add").map(List::of).orElse(List.of()),
                        line -> request.form()
                                .value("remove")
                                .filter(gone -> isLine(line, gone))
                                .isPresent())));
    }

    private static boolean isLine(String line, String wanted) {
        String bare = wanted.strip().replaceFirst(":$", "");
        return line.strip().equalsIgnoreCase(wanted.strip())
                || line.toLowerCase(Locale.ROOT).startsWith(bare.toLowerCase(Locale.ROOT) + ":");
    }
}
