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
import org.jmlmmj.admin.lists.Members;
import org.jmlmmj.admin.lists.Profiles;
import org.jmlmmj.admin.lists.Reply;
import org.jmlmmj.admin.lists.RequestException;
import org.jmlmmj.admin.profile.Parameter;
import org.jmlmmj.core.address.EmailAddress;

/** The catalogue of everything that can be asked for (spec 09 §8). Immutable and thread-safe. */
final class Endpoints {
    private static final FormParameter EMAIL_ONLY =
            new FormParameter("email_only", "Addresses alone; any value but no.");
    private static final FormParameter SUBSCRIPTION =
            new FormParameter("subscription", "normal, digest, nomail or both; normal if it says nothing else.");
    private static final List<FormParameter> PROFILE = Arrays.stream(Parameter.values())
            .map(parameter -> new FormParameter(parameter.parameter(), "Control file " + parameter.control() + "."))
            .toList();

    private final Profiles profiles;
    private final Lists lists;
    private final Members members;
    private final List<Endpoint> all = new ArrayList<>();

    private Endpoints(Profiles profiles, Lists lists, Members members) {
        this.profiles = profiles;
        this.lists = lists;
        this.members = members;
    }

    static List<Endpoint> of(Profiles profiles, Lists lists, Members members) {
        Endpoints endpoints = new Endpoints(profiles, lists, members);
        endpoints.addProfiles();
        endpoints.addPeople();
        endpoints.addMembers();
        endpoints.addLines();
        return List.copyOf(endpoints.all);
    }

    private void add(HttpMethod method, String path, String summary, List<FormParameter> form, Endpoint.Action action) {
        all.add(new Endpoint(method, path, summary, form, action));
    }

    private void addProfiles() {
        add(
                HttpMethod.GET,
                "/api/{list}",
                "Reads the profile of a list.",
                List.of(new FormParameter(
                        "params", "Names of the wanted parameters, separated by commas; all if none.")),
                request -> profiles.read(request.list(), wanted(request.form())));
        List<FormParameter> creation = new ArrayList<>(PROFILE);
        creation.add(new FormParameter("language", "Folder of the list texts; English if there is none."));
        add(HttpMethod.POST, "/api/{list}", "Makes a list.", creation, this::create);
        add(
                HttpMethod.PUT,
                "/api/{list}",
                "Changes the profile of a list.",
                PROFILE,
                request -> profiles.update(request.list(), parameters(request.form())));
        add(
                HttpMethod.DELETE,
                "/api/{list}",
                "Removes a list.",
                List.of(new FormParameter("archive", "no to keep nothing; everything else keeps the folder.")),
                request -> lists.remove(
                        request.list(), !request.form().text("archive").equals("no")));
        add(
                HttpMethod.POST,
                "/api/{list}/change_email",
                "Gives a list another address.",
                List.of(new FormParameter("new_email", "The address.")),
                request -> lists.rename(request.list(), requiredList(request.form())));
        add(
                HttpMethod.GET,
                "/api/{domain}/lists",
                "Names the lists of a domain.",
                List.of(),
                request -> Reply.of(texts(lists.of(request.domain()))));
    }

    private Reply create(ApiRequest request) throws RequestException, IOException {
        return lists.create(
                request.list(), parameters(request.form()), request.form().value("language"));
    }

    private static EmailAddress requiredList(Form form) throws RequestException {
        return ListPlaces.address(form.text("new_email")).orElseThrow(() -> new RequestException("INVALID_EMAIL"));
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

    private void addPeople() {
        addPeople("owners", "owner", Parameter.OWNER);
        addPeople("moderators", "moderator", Parameter.MODERATORS);
        addPeople("subscription_moderators", "subscription_moderator", Parameter.SUBSCRIPTION_MODERATORS);
    }

    private void addPeople(String several, String one, Parameter people) {
        String path = "/api/{list}/" + several;
        add(
                HttpMethod.GET,
                path,
                "Names the " + several + " of a list.",
                List.of(),
                request -> profiles.people(request.list(), people));
        add(
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
                });
        List<FormParameter> address = List.of(new FormParameter(one, "The address."));
        add(
                HttpMethod.POST,
                "/api/{list}/add_" + one,
                "Adds one to the " + several + ".",
                address,
                request -> profiles.changePeople(
                        request.list(), people, request.form().text(one), ""));
        add(
                HttpMethod.POST,
                "/api/{list}/remove_" + one,
                "Takes one from the " + several + ".",
                address,
                request -> profiles.changePeople(
                        request.list(), people, "", request.form().text(one)));
    }

    private void addMembers() {
        add(
                HttpMethod.GET,
                "/api/{list}/subscribers",
                "Names the subscribers.",
                List.of(EMAIL_ONLY),
                request -> members.read(request.list(), request.form().marks("email_only")));
        add(
                HttpMethod.POST,
                "/api/{list}/subscribers",
                "Subscribes and unsubscribes people.",
                List.of(
                        new FormParameter("add_subscribers", "Addresses, separated by commas."),
                        SUBSCRIPTION,
                        new FormParameter("require_confirm", "yes to ask each by mail first."),
                        new FormParameter("remove_subscribers", "Addresses, or ALL.")),
                this::changeMembers);
        add(
                HttpMethod.GET,
                "/api/{list}/has_subscriber/{subscriber}",
                "Tells how somebody is subscribed.",
                List.of(),
                request -> members.version(request.list(), request.subscriber())
                        .map(Reply::of)
                        .orElseThrow(() -> new RequestException("")));
        add(
                HttpMethod.GET,
                "/api/subscriber/{subscriber}/subscribed",
                "Names the lists that somebody is subscribed to.",
                List.of(new FormParameter("query_all_lists", "yes for the lists of all domains."), EMAIL_ONLY),
                request -> members.subscribed(
                        request.subscriber(),
                        request.form().text("query_all_lists").equals("yes")
                                ? lists.all()
                                : lists.of(request.subscriber().domain()),
                        request.form().marks("email_only")));
        add(
                HttpMethod.POST,
                "/api/subscriber/{subscriber}/subscribe",
                "Subscribes somebody to several lists.",
                List.of(
                        new FormParameter("lists", "Addresses of lists, separated by commas."),
                        SUBSCRIPTION,
                        new FormParameter("require_confirm", "no to ask nobody.")),
                this::subscribeToLists);
        add(
                HttpMethod.GET,
                "/api/{list}/pending_subscriptions",
                "Names who was asked and has not answered.",
                List.of(),
                request -> members.pending(request.list()));
    }

    private Reply changeMembers(ApiRequest request) throws RequestException, IOException {
        Form form = request.form();
        List<String> warnings = new ArrayList<>();
        members.requireList(request.list());
        if (form.value("add_subscribers").isPresent()) {
            boolean confirm = form.text("require_confirm").equalsIgnoreCase("yes");
            warnings.addAll(members.add(
                            request.list(),
                            form.text("add_subscribers"),
                            Members.version(form.text("subscription")),
                            confirm)
                    .warnings());
        }
        if (form.text("remove_subscribers").equals("ALL")) {
            members.removeAll(request.list());
        } else if (form.value("remove_subscribers").isPresent()) {
            warnings.addAll(members.remove(request.list(), form.text("remove_subscribers"))
                    .warnings());
        }
        return Reply.done(warnings);
    }

    private Reply subscribeToLists(ApiRequest request) throws RequestException, IOException {
        Form form = request.form();
        boolean confirm = !form.text("require_confirm").equalsIgnoreCase("no");
        List<String> warnings = new ArrayList<>();
        List<EmailAddress> wanted = new ArrayList<>();
        for (String text : form.text("lists").split(",", -1)) {
            if (!text.isBlank()) {
                ListPlaces.address(text)
                        .ifPresentOrElse(wanted::add, () -> warnings.add("lists: \"" + text.strip() + "\" is no list"));
            }
        }
        for (EmailAddress list : wanted) {
            members.requireList(list);
        }
        for (EmailAddress list : wanted) {
            warnings.addAll(
                    members.add(list, request.subscriber().value(), Members.version(form.text("subscription")), confirm)
                            .warnings());
        }
        return Reply.done(warnings);
    }

    private void addLines() {
        addLines("custom_headers", Parameter.CUSTOM_HEADERS, "\n");
        addLines("remove_headers", Parameter.REMOVE_HEADERS, ",");
    }

    /** Header lines, one by one. */
    private void addLines(String several, Parameter parameter, String separator) {
        add(
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
                                .isPresent()));
    }

    private static boolean isLine(String line, String wanted) {
        String bare = wanted.strip().replaceFirst(":$", "");
        return line.strip().equalsIgnoreCase(wanted.strip())
                || line.toLowerCase(Locale.ROOT).startsWith(bare.toLowerCase(Locale.ROOT) + ":");
    }
}
