package org.jmlmmj.admin.client;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jmlmmj.core.cli.ExitStatus;
import org.jmlmmj.core.cli.Terminal;
import org.jmlmmj.core.cli.UsageException;

/** The actions of {@code maillist_admin}, with what they print (spec 09 §13.2). For one thread. */
final class ListActions {
    static final Set<String> NAMES = Set.of(
            "create",
            "info",
            "update",
            "delete",
            "subscribers",
            "has_subscriber",
            "subscribed",
            "add_subscribers",
            "remove_subscribers");

    /** As many addresses go into one request: the API has limits, and a person wants to see progress. */
    private static final int ADDRESSES_AT_ONCE = 1000;

    private final ApiClient client;
    private final boolean json;
    private final PrintStream out;
    private final PrintStream err;
    private final Terminal terminal;

    ListActions(ApiClient client, boolean json, PrintStream out, PrintStream err, Terminal terminal) {
        this.client = client;
        this.json = json;
        this.out = out;
        this.err = err;
        this.terminal = terminal;
    }

    /**
     * Does one of {@link #NAMES}.
     *
     * @throws IOException if the API does not answer
     */
    ExitStatus carryOut(String action, Order order) throws UsageException, IOException, InterruptedException {
        List<String> list = List.of(order.mail());
        return switch (action) {
            case "create" -> tell(client.ask("POST", list, order.profile()), answer -> "Created.");
            case "update" -> tell(client.ask("PUT", list, order.profile()), answer -> "Updated.");
            case "info" -> tell(client.ask("GET", list, Map.of()), ProfileText::of);
            case "delete" ->
                tell(
                        client.ask("DELETE", list, order.form()),
                        answer -> "Removed " + order.mail()
                                + (answer.containsKey("_data") ? " (archived)." : " (without archive)."));
            case "subscribers" ->
                tell(
                        client.ask("GET", List.of(order.mail(), "subscribers"), Map.of("email_only", "yes")),
                        ListActions::lines);
            case "subscribed" ->
                tell(
                        client.ask(
                                "GET",
                                List.of("subscriber", order.mail(), "subscribed"),
                                Map.of("query_all_lists", "yes")),
                        ListActions::lists);
            case "has_subscriber" -> hasSubscriber(order);
            case "add_subscribers" -> changeSubscribers(order, action, "Added.");
            case "remove_subscribers" -> changeSubscribers(order, action, "Removed.");
            default -> throw new UsageException("there is no action " + action);
        };
    }

    private static boolean isDone(JsonObject answer) {
        return answer.getBoolean("_success", false);
    }

    private ExitStatus tell(JsonObject answer, Function<JsonObject, String> words) {
        warn(answer);
        if (json) {
            out.println(answer.encode());
        } else if (isDone(answer)) {
            String text = words.apply(answer);
            if (!text.isEmpty()) {
                out.println(text);
            }
        } else {
            out.println("Error: " + reason(answer));
        }
        if (isDone(answer)) {
            return ExitStatus.OK;
        }
        err.println("maillist_admin: " + reason(answer));
        return ExitStatus.REFUSED;
    }

    private static String reason(JsonObject answer) {
        return answer.getString("_msg", "no reason given");
    }

    private void warn(JsonObject answer) {
        answer.getJsonArray("_warnings", new JsonArray()).forEach(warning -> err.println("maillist_admin: " + warning));
    }

    private static String lines(JsonObject answer) {
        List<String> lines = new ArrayList<>();
        answer.getJsonArray("_data", new JsonArray()).forEach(line -> lines.add(String.valueOf(line)));
        return String.join("\n", lines);
    }

    private static String lists(JsonObject answer) {
        List<String> lines = new ArrayList<>();
        JsonArray data = answer.getJsonArray("_data", new JsonArray());
        for (int i = 0; i < data.size(); i++) {
            JsonObject list = data.getJsonObject(i);
            // The original prints one quote, too, and scripts may cut at it.
            lines.add(list.getString("mail") + ", '(" + list.getString("subscription") + ")");
        }
        return String.join("\n", lines);
    }

    private ExitStatus hasSubscriber(Order order) throws UsageException, IOException, InterruptedException {
        if (order.arguments().isEmpty()) {
            throw new UsageException("has_subscriber needs the address of somebody");
        }
        String person = order.arguments().get(0).strip().toLowerCase(Locale.ROOT);
        JsonObject answer = client.ask("GET", List.of(order.mail(), "has_subscriber", person), Map.of());
        if (answer.containsKey("_msg")) {
            return tell(answer, data -> "");
        }
        boolean has = isDone(answer);
        if (json) {
            out.println(answer.encode());
        } else {
            out.println((has ? "[YES]" : "[NO]") + " Mailing list <" + order.mail() + "> "
                    + (has ? "has" : "does NOT have") + " subscriber <" + person + ">.");
        }
        return has ? ExitStatus.OK : ExitStatus.REFUSED;
    }

    private ExitStatus changeSubscribers(Order order, String parameter, String done)
            throws IOException, InterruptedException {
        order.others().forEach(other -> err.println("maillist_admin: " + other + " is no address, left out"));
        List<String> people = new ArrayList<>(order.addresses());
        if (people.isEmpty()) {
            out.println("Error: No subscribers given.");
            err.println("maillist_admin: no subscribers given");
            return ExitStatus.REFUSED;
        }
        for (int from = 0; from < people.size(); from += ADDRESSES_AT_ONCE) {
            int to = Math.min(from + ADDRESSES_AT_ONCE, people.size());
            Map<String, String> form = order.form();
            form.put(parameter, String.join(",", people.subList(from, to)));
            JsonObject answer = client.ask("POST", List.of(order.mail(), "subscribers"), form);
            showProgress(to, people.size());
            if (!isDone(answer)) {
                return tell(answer, data -> "");
            }
            if (to == people.size()) {
                tell(answer, data -> done);
            } else {
                warn(answer);
            }
        }
        return order.others().isEmpty() ? ExitStatus.OK : ExitStatus.REFUSED;
    }

    private void showProgress(int done, int all) {
        if (terminal.errors() && all > ADDRESSES_AT_ONCE) {
            err.print("\r" + done + " of " + all + (done == all ? "\n" : ""));
            err.flush();
        }
    }
}
