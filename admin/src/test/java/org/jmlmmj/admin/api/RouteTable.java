package org.jmlmmj.admin.api;

import java.util.List;
import java.util.Map;

/**
 * For each endpoint a request that is in order, and one whose values are of a wrong type. Immutable and thread-safe.
 *
 * @param form names and values of the first
 * @param wrong names and values of the second
 * @param wrongAnswer what begins the answer to it: the code of the failure, or empty for success
 */
record RouteTable(List<String> form, List<String> wrong, String wrongAnswer) {
    private static RouteTable row(List<String> form, List<String> wrong, String wrongAnswer) {
        return new RouteTable(form, wrong, wrongAnswer);
    }

    private static RouteTable ignoring(List<String> form, List<String> wrong) {
        return new RouteTable(form, wrong, "");
    }

    private static final List<String> NONE = List.of();

    /** By method and template. */
    static final Map<String, RouteTable> ROWS = Map.ofEntries(
            Map.entry("GET /api/{list}", ignoring(List.of("params", "owner"), List.of("params", "\u0000,[],{}"))),
            Map.entry(
                    "POST /api/{list}", row(List.of("name", "New"), List.of("smtp_port", "many"), "INVALID_SMTP_PORT")),
            Map.entry(
                    "PUT /api/{list}",
                    row(List.of("name", "New"), List.of("smtp_port", "99999999999"), "INVALID_SMTP_PORT")),
            Map.entry("DELETE /api/{list}", ignoring(List.of("archive", "no"), List.of("archive", "17"))),
            Map.entry(
                    "POST /api/{list}/change_email",
                    row(
                            List.of("new_email", "birds@example.com"),
                            List.of("new_email", "../../x@example.com"),
                            "INVALID_EMAIL")),
            Map.entry("GET /api/{domain}/lists", ignoring(NONE, List.of("x", "y"))),
            Map.entry("GET /api/{list}/owners", ignoring(NONE, List.of("x", "y"))),
            Map.entry("PUT /api/{list}/owners", ignoring(List.of("owners", "a@x.io"), List.of("add_owners", "17"))),
            Map.entry("POST /api/{list}/add_owner", ignoring(List.of("owner", "a@x.io"), List.of("owner", "17"))),
            Map.entry("POST /api/{list}/remove_owner", ignoring(List.of("owner", "a@x.io"), List.of("owner", "17"))),
            Map.entry("GET /api/{list}/moderators", ignoring(NONE, List.of("x", "y"))),
            Map.entry(
                    "PUT /api/{list}/moderators",
                    ignoring(List.of("moderators", "a@x.io"), List.of("add_moderators", "17"))),
            Map.entry(
                    "POST /api/{list}/add_moderator",
                    ignoring(List.of("moderator", "a@x.io"), List.of("moderator", "17"))),
            Map.entry(
                    "POST /api/{list}/remove_moderator",
                    ignoring(List.of("moderator", "a@x.io"), List.of("moderator", "17"))),
            Map.entry("GET /api/{list}/subscription_moderators", ignoring(NONE, List.of("x", "y"))),
            Map.entry(
                    "PUT /api/{list}/subscription_moderators",
                    ignoring(
                            List.of("subscription_moderators", "a@x.io"),
                            List.of("add_subscription_moderators", "17"))),
            Map.entry(
                    "POST /api/{list}/add_subscription_moderator",
                    ignoring(List.of("subscription_moderator", "a@x.io"), List.of("subscription_moderator", "17"))),
            Map.entry(
                    "POST /api/{list}/remove_subscription_moderator",
                    ignoring(List.of("subscription_moderator", "a@x.io"), List.of("subscription_moderator", "17"))),
            Map.entry(
                    "GET /api/{list}/subscribers", ignoring(List.of("email_only", "yes"), List.of("email_only", "17"))),
            Map.entry(
                    "POST /api/{list}/subscribers",
                    ignoring(
                            List.of("add_subscribers", "a@x.io"),
                            List.of("add_subscribers", "17", "subscription", "17", "require_confirm", "17"))),
            Map.entry("GET /api/{list}/has_subscriber/{subscriber}", ignoring(NONE, List.of("x", "y"))),
            Map.entry(
                    "GET /api/subscriber/{subscriber}/subscribed",
                    ignoring(List.of("query_all_lists", "yes"), List.of("query_all_lists", "17"))),
            Map.entry(
                    "POST /api/subscriber/{subscriber}/subscribe",
                    ignoring(
                            List.of("lists", "list@example.com", "require_confirm", "no"),
                            List.of("lists", "17,../x@example.com", "require_confirm", "no"))),
            Map.entry("GET /api/{list}/pending_subscriptions", ignoring(NONE, List.of("x", "y"))),
            Map.entry(
                    "POST /api/{list}/custom_headers",
                    ignoring(List.of("add", "X-A: 1"), List.of("add", "no header", "remove", "17"))),
            Map.entry(
                    "POST /api/{list}/remove_headers",
                    ignoring(List.of("add", "X-A"), List.of("add", "\u0000", "remove", "17"))));
}
