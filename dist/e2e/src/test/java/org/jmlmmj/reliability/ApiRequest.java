package org.jmlmmj.reliability;

import java.util.Optional;

/** A request to the admin API that changes something. */
enum ApiRequest {
    CREATE("list made by the API", "POST", "/api/owls@example.org", "name=Owls&language=en", "ALREADY_EXISTS"),
    CHANGE(
            "list changed by the API",
            "PUT",
            "/api/birds@example.org",
            "max_message_size=4711&subject_prefix=%5Bbirds%5D&moderated=yes",
            ""),
    DELETE("list removed by the API", "DELETE", "/api/birds@example.org", "", ""),
    SUBSCRIBE(
            "subscribers added by the API",
            "POST",
            "/api/birds@example.org/subscribers",
            "add_subscribers=cat@example.net,crow@example.net,dove@example.net&require_confirm=no",
            "");

    private final String title;
    private final String method;
    private final String path;
    private final String form;
    private final String doneBefore;

    ApiRequest(String title, String method, String path, String form, String doneBefore) {
        this.title = title;
        this.method = method;
        this.path = path;
        this.form = form;
        this.doneBefore = doneBefore;
    }

    /** For the table. */
    String title() {
        return title;
    }

    /** Asks for it; the answer is empty if the server died before it gave one. */
    Optional<String> askOf(ApiServer server) throws InterruptedException {
        return server.ask(method, path, form);
    }

    /** Whether it is done, or was before. */
    boolean isDone(String answer) {
        return answer.contains("\"_success\":true") || (!doneBefore.isEmpty() && answer.contains(doneBefore));
    }
}
