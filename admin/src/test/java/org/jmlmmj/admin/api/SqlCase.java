package org.jmlmmj.admin.api;

import java.util.List;

/**
 * One request and what must come of it, when {@code list@example.com} has been made with the defaults before. Immutable and thread-safe.
 *
 * @param endpoint method and template
 * @param path what is asked for
 * @param values of its form
 * @param message the code of the failure; empty: success
 * @param changes of the rows, as {@link VmailRows#difference} tells them
 */
record SqlCase(String endpoint, String path, SqlCase.Form values, String message, List<String> changes) {
    private static final String ROW = "maillists list@example.com|example.com|mlmmj:example.com/list|membersonly|0||1";
    private static final String FORWARDING =
            "forwardings list@example.com|list@example.com|example.com|example.com|1|0|0|1";
    private static final String OWNER =
            "maillist_owners list@example.com|postmaster@example.com|example.com|example.com";
    private static final String MODERATOR =
            "moderators list@example.com|postmaster@example.com|example.com|example.com";
    private static final String LIST = "/api/list@example.com";
    private static final String NONE = "/api/none@example.com";

    /** Names and values. */
    record Form(List<String> texts) {
        @Override
        public String toString() {
            return String.join(" ", texts);
        }
    }

    private static SqlCase done(String endpoint, String path, Form form, String... changes) {
        return new SqlCase(endpoint, path, form, "", List.of(changes));
    }

    private static SqlCase failed(String endpoint, String path, Form form, String message) {
        return new SqlCase(endpoint, path, form, message, List.of());
    }

    private static Form form(String... texts) {
        return new Form(List.of(texts));
    }

    static List<SqlCase> profiles() {
        return List.of(
                done("GET /api/{list}", LIST, form()),
                failed("GET /api/{list}", NONE, form(), "NO_SUCH_ACCOUNT"),
                done(
                        "POST /api/{list}",
                        "/api/New@Example.org",
                        form(
                                "name",
                                "N\u00e9 \uD83E\uDD89'; --",
                                "max_message_size",
                                "7",
                                "only_moderator_can_post",
                                "yes",
                                "owners",
                                "a@x.io,user@example.com",
                                "moderators",
                                ""),
                        "+ forwardings new@example.org|new@example.org|example.org|example.org|1|0|0|1",
                        "+ maillist_owners new@example.org|a@x.io|example.org|x.io",
                        "+ maillist_owners new@example.org|user@example.com|example.org|example.com",
                        "+ maillists new@example.org|example.org|mlmmj:example.org/new|moderatorsonly|7|N\u00e9 \uD83E\uDD89'; --|1"),
                failed("POST /api/{list}", LIST, form(), "ALREADY_EXISTS"),
                failed("POST /api/{list}", "/api/user@example.com", form(), "ALREADY_EXISTS"),
                failed("POST /api/{list}", "/api/alias@example.com", form(), "ALREADY_EXISTS"),
                failed("POST /api/{list}", "/api/list@alias.example", form(), "NO_SUCH_DOMAIN"),
                failed("POST /api/{list}", "/api/list@elsewhere.example", form(), "NO_SUCH_DOMAIN"),
                failed("POST /api/{list}", "/api/new@example.com", form("smtp_port", "0"), "INVALID_SMTP_PORT"),
                done("PUT /api/{list}", LIST, form("moderated", "yes")),
                done(
                        "PUT /api/{list}",
                        LIST,
                        form(
                                "name",
                                "New",
                                "max_message_size",
                                "12",
                                "only_moderator_can_post",
                                "yes",
                                "moderators",
                                "b@x.io"),
                        "- " + ROW,
                        "- " + MODERATOR,
                        "+ maillists list@example.com|example.com|mlmmj:example.com/list|moderatorsonly|12|New|1",
                        "+ moderators list@example.com|b@x.io|example.com|x.io"),
                done("PUT /api/{list}", LIST, form("owner", ""), "- " + OWNER),
                failed("PUT /api/{list}", NONE, form("name", "New"), "NO_SUCH_ACCOUNT"),
                failed("PUT /api/{list}", LIST, form("name", "New", "smtp_port", "x"), "INVALID_SMTP_PORT"),
                done("DELETE /api/{list}", LIST, form(), "- " + FORWARDING, "- " + OWNER, "- " + ROW, "- " + MODERATOR),
                done(
                        "DELETE /api/{list}",
                        LIST,
                        form("archive", "no"),
                        "- " + FORWARDING,
                        "- " + OWNER,
                        "- " + ROW,
                        "- " + MODERATOR),
                done("DELETE /api/{list}", "/api/user@example.com", form()),
                done("DELETE /api/{list}", NONE, form()),
                done(
                        "POST /api/{list}/change_email",
                        LIST + "/change_email",
                        form("new_email", "birds@example.org"),
                        "- " + FORWARDING,
                        "- " + OWNER,
                        "- " + ROW,
                        "- " + MODERATOR,
                        "+ forwardings birds@example.org|birds@example.org|example.org|example.org|1|0|0|1",
                        "+ maillist_owners birds@example.org|postmaster@example.com|example.org|example.com",
                        "+ maillists birds@example.org|example.org|mlmmj:example.org/birds|membersonly|0||1",
                        "+ moderators birds@example.org|postmaster@example.com|example.org|example.com"),
                failed(
                        "POST /api/{list}/change_email",
                        LIST + "/change_email",
                        form("new_email", "user@example.com"),
                        "ALREADY_EXISTS"),
                failed(
                        "POST /api/{list}/change_email",
                        LIST + "/change_email",
                        form("new_email", "x@alias.example"),
                        "NO_SUCH_DOMAIN"),
                failed("POST /api/{list}/change_email", LIST + "/change_email", form(), "INVALID_EMAIL"),
                failed(
                        "POST /api/{list}/change_email",
                        NONE + "/change_email",
                        form("new_email", "a@example.com"),
                        "NO_SUCH_ACCOUNT"),
                done("GET /api/{domain}/lists", "/api/example.com/lists", form()));
    }

    static List<SqlCase> people() {
        return List.of(
                done("GET /api/{list}/owners", LIST + "/owners", form()),
                failed("GET /api/{list}/owners", NONE + "/owners", form(), "NO_SUCH_ACCOUNT"),
                done(
                        "PUT /api/{list}/owners",
                        LIST + "/owners",
                        form("owners", "nobody@example.com, A@x.io"),
                        "- " + OWNER,
                        "+ maillist_owners list@example.com|a@x.io|example.com|x.io"),
                failed("PUT /api/{list}/owners", NONE + "/owners", form("owners", "a@x.io"), "NO_SUCH_ACCOUNT"),
                done(
                        "POST /api/{list}/add_owner",
                        LIST + "/add_owner",
                        form("owner", "a@x.io"),
                        "+ maillist_owners list@example.com|a@x.io|example.com|x.io"),
                failed("POST /api/{list}/add_owner", NONE + "/add_owner", form("owner", "a@x.io"), "NO_SUCH_ACCOUNT"),
                done(
                        "POST /api/{list}/remove_owner",
                        LIST + "/remove_owner",
                        form("owner", "postmaster@example.com"),
                        "- " + OWNER),
                failed("POST /api/{list}/remove_owner", NONE + "/remove_owner", form(), "NO_SUCH_ACCOUNT"),
                done("GET /api/{list}/moderators", LIST + "/moderators", form()),
                failed("GET /api/{list}/moderators", NONE + "/moderators", form(), "NO_SUCH_ACCOUNT"),
                done(
                        "PUT /api/{list}/moderators",
                        LIST + "/moderators",
                        form("add_moderators", "a@x.io", "remove_moderators", "postmaster@example.com"),
                        "- " + MODERATOR,
                        "+ moderators list@example.com|a@x.io|example.com|x.io"),
                failed("PUT /api/{list}/moderators", NONE + "/moderators", form(), "NO_SUCH_ACCOUNT"),
                done(
                        "POST /api/{list}/add_moderator",
                        LIST + "/add_moderator",
                        form("moderator", "a@x.io"),
                        "+ moderators list@example.com|a@x.io|example.com|x.io"),
                failed("POST /api/{list}/add_moderator", NONE + "/add_moderator", form(), "NO_SUCH_ACCOUNT"),
                done(
                        "POST /api/{list}/remove_moderator",
                        LIST + "/remove_moderator",
                        form("moderator", "postmaster@example.com"),
                        "- " + MODERATOR),
                failed("POST /api/{list}/remove_moderator", NONE + "/remove_moderator", form(), "NO_SUCH_ACCOUNT"),
                done("GET /api/{list}/subscription_moderators", LIST + "/subscription_moderators", form()),
                failed(
                        "GET /api/{list}/subscription_moderators",
                        NONE + "/subscription_moderators",
                        form(),
                        "NO_SUCH_ACCOUNT"),
                done(
                        "PUT /api/{list}/subscription_moderators",
                        LIST + "/subscription_moderators",
                        form("subscription_moderators", "a@x.io")),
                failed(
                        "PUT /api/{list}/subscription_moderators",
                        NONE + "/subscription_moderators",
                        form(),
                        "NO_SUCH_ACCOUNT"),
                done(
                        "POST /api/{list}/add_subscription_moderator",
                        LIST + "/add_subscription_moderator",
                        form("subscription_moderator", "a@x.io")),
                failed(
                        "POST /api/{list}/add_subscription_moderator",
                        NONE + "/add_subscription_moderator",
                        form(),
                        "NO_SUCH_ACCOUNT"),
                done(
                        "POST /api/{list}/remove_subscription_moderator",
                        LIST + "/remove_subscription_moderator",
                        form("subscription_moderator", "a@x.io")),
                failed(
                        "POST /api/{list}/remove_subscription_moderator",
                        NONE + "/remove_subscription_moderator",
                        form(),
                        "NO_SUCH_ACCOUNT"));
    }

    static List<SqlCase> members() {
        return List.of(
                done("GET /api/{list}/subscribers", LIST + "/subscribers", form()),
                failed("GET /api/{list}/subscribers", NONE + "/subscribers", form(), "NO_SUCH_ACCOUNT"),
                done("POST /api/{list}/subscribers", LIST + "/subscribers", form("add_subscribers", "a@x.io,b@x.io")),
                failed("POST /api/{list}/subscribers", NONE + "/subscribers", form(), "NO_SUCH_ACCOUNT"),
                failed(
                        "GET /api/{list}/has_subscriber/{subscriber}",
                        LIST + "/has_subscriber/z@x.io",
                        form(),
                        "(none)"),
                done("GET /api/{list}/has_subscriber/{subscriber}", LIST + "/has_subscriber/s@x.io", form()),
                done("GET /api/subscriber/{subscriber}/subscribed", "/api/subscriber/s@x.io/subscribed", form()),
                done(
                        "POST /api/subscriber/{subscriber}/subscribe",
                        "/api/subscriber/a@x.io/subscribe",
                        form("lists", "list@example.com", "require_confirm", "no")),
                failed(
                        "POST /api/subscriber/{subscriber}/subscribe",
                        "/api/subscriber/a@x.io/subscribe",
                        form("lists", "list@example.com,none@example.com", "require_confirm", "no"),
                        "NO_SUCH_ACCOUNT"),
                done("GET /api/{list}/pending_subscriptions", LIST + "/pending_subscriptions", form()),
                failed(
                        "GET /api/{list}/pending_subscriptions",
                        NONE + "/pending_subscriptions",
                        form(),
                        "NO_SUCH_ACCOUNT"),
                done("POST /api/{list}/custom_headers", LIST + "/custom_headers", form("add", "X-A: 1")),
                failed("POST /api/{list}/custom_headers", NONE + "/custom_headers", form(), "NO_SUCH_ACCOUNT"),
                done("POST /api/{list}/remove_headers", LIST + "/remove_headers", form("add", "X-A")),
                failed("POST /api/{list}/remove_headers", NONE + "/remove_headers", form(), "NO_SUCH_ACCOUNT"));
    }
}
