package org.jmlmmj.admin.api;

import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jmlmmj.admin.api.Endpoint.FormParameter;
import org.jmlmmj.admin.lists.ListPlaces;
import org.jmlmmj.admin.lists.Lists;
import org.jmlmmj.admin.lists.Profiles;
import org.jmlmmj.admin.lists.Reply;
import org.jmlmmj.admin.lists.RequestException;
import org.jmlmmj.admin.profile.Parameter;
import org.jmlmmj.core.address.EmailAddress;

/** What can be done with lists as such, and with their profiles (spec 09 §8.1 to §8.4). Not thread-safe; the endpoints are. */
final class ListEndpoints {
    private static final List<FormParameter> PROFILE = Arrays.stream(Parameter.values())
            .map(parameter -> new FormParameter(parameter.parameter(), "Control file " + parameter.control() + "."))
            .toList();

    private final Profiles profiles;
    private final Lists lists;
    private final List<Endpoint> all = new ArrayList<>();

    private ListEndpoints(Profiles profiles, Lists lists) {
        this.profiles = profiles;
        this.lists = lists;
    }

    static List<Endpoint> of(Profiles profiles, Lists lists) {
        ListEndpoints endpoints = new ListEndpoints(profiles, lists);
        endpoints.addProfile();
        return endpoints.all;
    }

    private void addProfile() {
        all.add(Endpoint.of(
                HttpMethod.GET,
                "/api/{list}",
                "Reads the profile of a list.",
                List.of(new FormParameter(
                        "params", "Names of the wanted parameters, separated by commas; all if none.")),
                request -> profiles.read(request.list(), wanted(request.form()))));
        List<FormParameter> creation = new ArrayList<>(PROFILE);
        creation.add(new FormParameter("language", "Folder of the list texts; English if there is none."));
        all.add(Endpoint.of(HttpMethod.POST, "/api/{list}", "Makes a list.", creation, this::create));
        all.add(Endpoint.of(
                HttpMethod.PUT,
                "/api/{list}",
                "Changes the profile of a list.",
                PROFILE,
                request -> profiles.update(request.list(), parameters(request.form()))));
        all.add(Endpoint.of(
                HttpMethod.DELETE,
                "/api/{list}",
                "Removes a list.",
                List.of(new FormParameter("archive", "no to keep nothing; everything else keeps the folder.")),
                request -> lists.remove(
                        request.list(), !request.form().text("archive").equals("no"))));
        all.add(Endpoint.of(
                HttpMethod.POST,
                "/api/{list}/change_email",
                "Gives a list another address.",
                List.of(new FormParameter("new_email", "The address.")),
                this::rename));
        all.add(Endpoint.of(
                HttpMethod.GET,
                "/api/{domain}/lists",
                "Names the lists of a domain.",
                List.of(),
                request -> Reply.of(texts(lists.of(request.domain())))));
    }

    private Reply create(ApiRequest request) throws RequestException, IOException {
        return lists.create(
                request.list(), parameters(request.form()), request.form().value("language"));
    }

    private Reply rename(ApiRequest request) throws RequestException, IOException {
        EmailAddress renamed = ListPlaces.address(request.form().text("new_email"))
                .orElseThrow(() -> new RequestException("INVALID_EMAIL"));
        // Otherwise a token of one domain could take lists into another (spec 09 D16).
        request.scope().require(renamed);
        return lists.rename(request.list(), renamed);
    }

    private static List<Parameter> wanted(Form form) {
        return Arrays.stream(form.text("params")
                        .toLowerCase(Locale.ROOT)
                        .replace(" ", "")
                        .split(","))
                .map(Parameter::named)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    /** An owner may be called by either name; the one that comes last wins (spec 09 §7.9). */
    private static Map<Parameter, String> parameters(Form form) {
        Map<Parameter, String> parameters = new LinkedHashMap<>();
        form.all()
                .forEach((name, value) -> Parameter.named(name).ifPresent(parameter -> {
                    if (parameter == Parameter.OWNER || parameter == Parameter.OWNERS) {
                        parameters.remove(Parameter.OWNER);
                        parameters.remove(Parameter.OWNERS);
                    }
                    parameters.put(parameter, value);
                }));
        return parameters;
    }

    private static List<String> texts(List<EmailAddress> addresses) {
        return addresses.stream().map(EmailAddress::value).toList();
    }
}
