package org.jmlmmj.admin.api;

import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jmlmmj.admin.api.Endpoint.FormParameter;
import org.jmlmmj.admin.lists.ListPlaces;
import org.jmlmmj.admin.lists.Lists;
import org.jmlmmj.admin.lists.Members;
import org.jmlmmj.admin.lists.Reply;
import org.jmlmmj.admin.lists.RequestException;
import org.jmlmmj.admin.lists.Subscriptions;
import org.jmlmmj.core.address.EmailAddress;

/** What can be done with subscribers (spec 09 §8.6 to §8.10). Not thread-safe; the endpoints are. */
final class MemberEndpoints {
    private static final FormParameter EMAIL_ONLY =
            new FormParameter("email_only", "Addresses alone; any value but no.");
    private static final FormParameter SUBSCRIPTION =
            new FormParameter("subscription", "normal, digest, nomail or both; normal if it says nothing else.");

    private final Lists lists;
    private final Members members;
    private final Subscriptions subscriptions;
    private final List<Endpoint> all = new ArrayList<>();

    private MemberEndpoints(Lists lists, Members members, Subscriptions subscriptions) {
        this.lists = lists;
        this.members = members;
        this.subscriptions = subscriptions;
    }

    static List<Endpoint> of(Lists lists, Members members, Subscriptions subscriptions) {
        MemberEndpoints endpoints = new MemberEndpoints(lists, members, subscriptions);
        endpoints.addMembers();
        return endpoints.all;
    }

    private void addMembers() {
        all.add(Endpoint.of(
                HttpMethod.GET,
                "/api/{list}/subscribers",
                "Names the subscribers.",
                List.of(EMAIL_ONLY),
                request -> subscriptions.read(request.list(), request.form().marks("email_only"))));
        all.add(Endpoint.of(
                HttpMethod.POST,
                "/api/{list}/subscribers",
                "Subscribes and unsubscribes people.",
                List.of(
                        new FormParameter("add_subscribers", "Addresses, separated by commas."),
                        SUBSCRIPTION,
                        new FormParameter("require_confirm", "yes to ask each by mail first."),
                        new FormParameter("remove_subscribers", "Addresses, or ALL.")),
                this::changeMembers));
        all.add(Endpoint.of(
                HttpMethod.GET,
                "/api/{list}/has_subscriber/{subscriber}",
                "Tells how somebody is subscribed.",
                List.of(),
                request -> subscriptions
                        .version(request.list(), request.subscriber())
                        .map(Reply::of)
                        .orElseThrow(() -> new RequestException(""))));
        all.add(Endpoint.of(
                HttpMethod.GET,
                "/api/subscriber/{subscriber}/subscribed",
                "Names the lists that somebody is subscribed to.",
                List.of(new FormParameter("query_all_lists", "yes for the lists of all domains."), EMAIL_ONLY),
                this::subscribed));
        all.add(Endpoint.of(
                HttpMethod.POST,
                "/api/subscriber/{subscriber}/subscribe",
                "Subscribes somebody to several lists.",
                List.of(
                        new FormParameter("lists", "Addresses of lists, separated by commas."),
                        SUBSCRIPTION,
                        new FormParameter("require_confirm", "no to ask nobody.")),
                this::subscribeToLists));
        all.add(Endpoint.of(
                HttpMethod.GET,
                "/api/{list}/pending_subscriptions",
                "Names who was asked and has not answered.",
                List.of(),
                request -> subscriptions.pending(request.list())));
    }

    private Reply subscribed(ApiRequest request) throws RequestException, IOException {
        Form form = request.form();
        List<EmailAddress> all = form.text("query_all_lists").equals("yes")
                ? lists.all()
                : lists.of(request.subscriber().domain());
        return subscriptions.subscribed(
                request.subscriber(),
                all.stream().filter(request.scope()::opens).toList(),
                form.marks("email_only"));
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
            request.scope().require(list);
            members.requireList(list);
        }
        for (EmailAddress list : wanted) {
            warnings.addAll(
                    members.add(list, request.subscriber().value(), Members.version(form.text("subscription")), confirm)
                            .warnings());
        }
        return Reply.done(warnings);
    }
}
