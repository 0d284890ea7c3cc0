package org.jmlmmj.admin.client;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jmlmmj.admin.settings.Settings;
import org.jmlmmj.admin.settings.SettingsException;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.cli.ExitStatus;
import org.jmlmmj.core.cli.FailureText;
import org.jmlmmj.core.cli.Program;
import org.jmlmmj.core.cli.Terminal;
import org.jmlmmj.core.cli.UsageException;

/**
 * {@code maillist_admin}: makes, shows, changes and removes lists over the API (spec 09 §13).
 *
 * <p>Diagnostics: 0, done; refused, the API did not do it, with the reason on standard error; 64, wrong usage; 75, the API
 * does not answer.
 */
public final class MaillistAdmin {
    /** As many addresses go into one request: the API has limits, and a person wants to see progress. */
    private static final int ADDRESSES_AT_ONCE = 1000;

    private static final String USAGE = """
            Usage: maillist_admin [--config FILE] [--json] [--legacy-exit] ACTION MAIL [ARGUMENT...]
            Manages mailing lists through the API of mlmmjadmin.

              create LIST [NAME=VALUE...]              make a list
              info LIST                                show its profile
              update LIST NAME=VALUE...                change its profile
              delete LIST [archive=yes|no]             remove it
              subscribers LIST                         show who is subscribed
              has_subscriber LIST ADDRESS              tell whether somebody is
              subscribed ADDRESS                       show the lists of somebody
              add_subscribers LIST ADDRESS... [subscription=VERSION] [require_confirm=yes|no]
              remove_subscribers LIST ADDRESS...

              --config FILE   the settings; /etc/mlmmjadmin/mlmmjadmin.yaml if not given
              --json          print the API's answers
              --legacy-exit   end with status 0 whatever the API says
            """;

    private final PrintStream out;
    private final PrintStream err;
    private final Terminal terminal;

    MaillistAdmin(PrintStream out, PrintStream err, Terminal terminal) {
        this.out = out;
        this.err = err;
        this.terminal = terminal;
    }

    /** Runs the program for this process. */
    public static void main(String[] args) {
        System.exit(new MaillistAdmin(System.out, System.err, Terminal.ofProcess())
                .run(List.of(args))
                .code());
    }

    ExitStatus run(List<String> arguments) {
        try {
            ClientOptions options = ClientOptions.of(arguments);
            ExitStatus status = dispatch(options);
            return options.legacyExit() && status == ExitStatus.REFUSED ? ExitStatus.OK : status;
        } catch (UsageException e) {
            err.println("maillist_admin: " + FailureText.of(e) + " (maillist_admin -h for help)");
            return ExitStatus.USAGE;
        } catch (SettingsException e) {
            err.println("maillist_admin: " + FailureText.of(e));
            return ExitStatus.REFUSED;
        } catch (IOException e) {
            err.println("maillist_admin: " + FailureText.of(e));
            return ExitStatus.TEMPORARY_FAILURE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitStatus.TEMPORARY_FAILURE;
        } finally {
            out.flush();
        }
    }

    private ExitStatus dispatch(ClientOptions options)
            throws UsageException, SettingsException, IOException, InterruptedException {
        if (options.version()) {
            out.println("maillist_admin version " + Program.version());
            return ExitStatus.OK;
        }
        if (options.help() || options.words().size() < 2) {
            out.print(USAGE);
            return options.help() ? ExitStatus.OK : ExitStatus.USAGE;
        }
        String action = options.words().get(0);
        String mail = options.words().get(1).strip().toLowerCase(Locale.ROOT);
        if (EmailAddress.parse(mail).isEmpty()) {
            err.println("Invalid email address: " + options.words().get(1));
            return ExitStatus.REFUSED;
        }
        Order order = new Order(
                ApiClient.of(Settings.load(options.config())),
                mail,
                options.words().subList(2, options.words().size()),
                options.json());
        return switch (action) {
            case "create" -> tell(order, order.ask("POST", List.of(mail), order.form()), answer -> "Created.");
            case "update" -> tell(order, order.ask("PUT", List.of(mail), order.form()), answer -> "Updated.");
            case "info" -> tell(order, order.ask("GET", List.of(mail), Map.of()), ProfileText::of);
            case "delete" ->
                tell(
                        order,
                        order.ask("DELETE", List.of(mail), order.form()),
                        answer -> answer.containsKey("_data")
                                ? "Removed " + mail + " (archived)."
                                : "Removed " + mail + " (without archive).");
            case "subscribers" ->
                tell(
                        order,
                        order.ask("GET", List.of(mail, "subscribers"), Map.of("email_only", "yes")),
                        MaillistAdmin::lines);
            case "subscribed" ->
                tell(
                        order,
                        order.ask("GET", List.of("subscriber", mail, "subscribed"), Map.of("query_all_lists", "yes")),
                        MaillistAdmin::lists);
            case "has_subscriber" -> hasSubscriber(order);
            case "add_subscribers" -> changeSubscribers(order, "add_subscribers", "Added.");
            case "remove_subscribers" -> changeSubscribers(order, "remove_subscribers", "Removed.");
            default -> throw new UsageException("there is no action " + action);
        };
    }

    /** What an answer looks like to a person. */
    private interface Words {
        String of(JsonObject answer);
    }

    private ExitStatus tell(Order order, JsonObject answer, Words words) {
        warn(answer);
        if (order.json()) {
            out.println(answer.encode());
        } else if (answer.getBoolean("_success", false)) {
            String text = words.of(answer);
            if (!text.isEmpty()) {
                out.println(text);
            }
        } else {
            out.println("Error: " + answer.getString("_msg", "no reason given"));
        }
        if (answer.getBoolean("_success", false)) {
            return ExitStatus.OK;
        }
        err.println("maillist_admin: " + answer.getString("_msg", "no reason given"));
        return ExitStatus.REFUSED;
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
            lines.add(list.getString("mail") + ", '(" + list.getString("subscription") + ")");
        }
        return String.join("\n", lines);
    }

    private ExitStatus hasSubscriber(Order order) throws UsageException, IOException, InterruptedException {
        if (order.arguments().isEmpty()) {
            throw new UsageException("has_subscriber needs the address of somebody");
        }
        String person = order.arguments().get(0).strip().toLowerCase(Locale.ROOT);
        JsonObject answer = order.ask("GET", List.of(order.mail(), "has_subscriber", person), Map.of());
        if (order.json() || answer.containsKey("_msg")) {
            return tell(order, answer, data -> "");
        }
        boolean has = answer.getBoolean("_success", false);
        out.println(
                has
                        ? "[YES] Mailing list <" + order.mail() + "> has subscriber <" + person + ">."
                        : "[NO] Mailing list <" + order.mail() + "> does NOT have subscriber <" + person + ">.");
        return has ? ExitStatus.OK : ExitStatus.REFUSED;
    }

    private ExitStatus changeSubscribers(Order order, String parameter, String done)
            throws IOException, InterruptedException {
        List<String> people = new ArrayList<>(order.addresses());
        if (people.isEmpty()) {
            out.println("Error: No subscribers given.");
            err.println("maillist_admin: no subscribers given");
            return ExitStatus.REFUSED;
        }
        boolean watched = terminal.errors() && people.size() > ADDRESSES_AT_ONCE;
        for (int from = 0; from < people.size(); from += ADDRESSES_AT_ONCE) {
            int to = Math.min(from + ADDRESSES_AT_ONCE, people.size());
            Map<String, String> form = order.form();
            form.put(parameter, String.join(",", people.subList(from, to)));
            JsonObject answer = order.ask("POST", List.of(order.mail(), "subscribers"), form);
            if (!answer.getBoolean("_success", false) || to == people.size()) {
                if (watched) {
                    err.println();
                }
                return tell(order, answer, data -> done);
            }
            warn(answer);
            if (watched) {
                err.print("\r" + to + " of " + people.size());
                err.flush();
            }
        }
        throw new IllegalStateException("there is always a last part");
    }

    /**
     * What is to be done, for which list.
     *
     * @param arguments everything behind the address
     */
    private record Order(ApiClient client, String mail, List<String> arguments, boolean json) {
        JsonObject ask(String method, List<String> path, Map<String, String> form)
                throws IOException, InterruptedException {
            return client.ask(method, path, form);
        }

        /** The arguments with an equals sign. */
        Map<String, String> form() {
            Map<String, String> form = new LinkedHashMap<>();
            for (String argument : arguments) {
                int equals = argument.indexOf('=');
                if (equals > 0) {
                    form.put(argument.substring(0, equals), argument.substring(equals + 1));
                }
            }
            return form;
        }

        /** The arguments that are addresses, in lower case, each once. */
        Set<String> addresses() {
            Set<String> addresses = new LinkedHashSet<>();
            for (String argument : arguments) {
                Optional<EmailAddress> address = EmailAddress.parse(argument.strip());
                address.ifPresent(good -> addresses.add(good.lowerCase().value()));
            }
            return addresses;
        }
    }
}
