package org.jmlmmj.admin.client;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jmlmmj.admin.backend.Backend;
import org.jmlmmj.admin.backend.BackendException;
import org.jmlmmj.admin.backend.Backends;
import org.jmlmmj.admin.backend.ListFacts;
import org.jmlmmj.admin.settings.Setting;
import org.jmlmmj.admin.settings.Settings;
import org.jmlmmj.admin.settings.SettingsException;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.cli.ExitStatus;
import org.jmlmmj.core.cli.FailureText;
import org.jmlmmj.core.cli.ProcessEnd;
import org.jmlmmj.core.cli.UsageException;

/**
 * {@code sync_profiles_to_db}: brings the owners and moderators that SQL or LDAP knows in line with the lists (spec 09 §14.1).
 *
 * <p>Diagnostics: 0, done; refused, some list could not be done, or there is nothing to do it with; 64, wrong usage; 75, the API
 * does not answer.
 */
public final class SyncProfiles extends Client {
    private static final String USAGE = """
            Usage: sync_profiles_to_db [--config FILE] [--legacy-exit] -A
                   sync_profiles_to_db [--config FILE] [--legacy-exit] DOMAIN|LIST...
            Copies owners and moderators of mailing lists into the SQL tables or the LDAP tree.

              -A              all lists
              --config FILE   the settings; /etc/mlmmjadmin/mlmmjadmin.yaml if not given
              --legacy-exit   end with status 0 also when a list could not be done
              -h, --help      show this help
              -V, --version   show the version
            """;

    /** A run of the program with these streams. */
    public SyncProfiles(PrintStream out, PrintStream err) {
        super("sync_profiles_to_db", USAGE, 1, out, err);
    }

    /** Runs the program for this process. */
    public static void main(String[] args) {
        ProcessEnd.now(
                new SyncProfiles(System.out, System.err).run(List.of(args)).code());
    }

    @Override
    ExitStatus work(ClientOptions options)
            throws UsageException, SettingsException, BackendException, IOException, InterruptedException {
        for (String word : options.words()) {
            if (word.startsWith("-") && !word.equals("-A")) {
                throw new UsageException("there is no option " + word);
            }
        }
        Settings settings = Settings.load(options.config());
        String name = settings.get(Setting.BACKEND_API).equals("bk_none")
                ? settings.get(Setting.BACKEND_CLI)
                : settings.get(Setting.BACKEND_API);
        if (name.equals("bk_none")) {
            out.println("mlmmjadmin is not configured to interactive with SQL/LDAP. Exit.");
            err.println("sync_profiles_to_db: neither backend_api nor backend_cli names SQL or LDAP");
            return options.status(ExitStatus.REFUSED);
        }
        try (Backend backend = Backends.open(name, settings)) {
            return options.status(sync(options.words(), settings, backend));
        }
    }

    private ExitStatus sync(List<String> words, Settings settings, Backend backend)
            throws SettingsException, BackendException, IOException, InterruptedException {
        boolean all = words.contains("-A");
        Set<EmailAddress> lists = lists(words, backend);
        if (lists.isEmpty()) {
            out.println(
                    all
                            ? "No mailing list found. Abort."
                            : "No valid email address(es) of mailing lists given on command line. Abort.");
            err.println("sync_profiles_to_db: there is no such list");
            return ExitStatus.REFUSED;
        }
        if (!all) {
            out.println("Syncing " + lists.size() + " mailing lists.");
        }
        return sync(lists, ApiClient.of(settings), backend);
    }

    private Set<EmailAddress> lists(List<String> words, Backend backend) throws BackendException {
        if (words.contains("-A")) {
            return new LinkedHashSet<>(backend.activeLists());
        }
        Set<EmailAddress> lists = new LinkedHashSet<>();
        TreeSet<String> domains = new TreeSet<>();
        for (String word : words) {
            Optional<EmailAddress> list = EmailAddress.parse(word.strip());
            list.ifPresentOrElse(
                    address -> lists.add(address.lowerCase()),
                    () -> domains.add(word.strip().toLowerCase(Locale.ROOT)));
        }
        if (!domains.isEmpty()) {
            out.println("Querying mailing lists under given domain(s): " + String.join(", ", domains));
            Set<EmailAddress> active = Set.copyOf(backend.activeLists());
            for (String domain : domains) {
                backend.listsOf(domain).stream().filter(active::contains).forEach(lists::add);
            }
        }
        return lists;
    }

    private ExitStatus sync(Set<EmailAddress> lists, ApiClient client, Backend backend)
            throws IOException, InterruptedException {
        ExitStatus status = ExitStatus.OK;
        for (EmailAddress list : lists) {
            JsonObject answer = client.ask("GET", List.of(list.value()), Map.of("params", "owner,moderators"));
            if (!answer.getBoolean("_success", false)) {
                out.println("Error while getting profile: " + list + " -> " + answer.getString("_msg", ""));
                status = ExitStatus.REFUSED;
            } else if (!store(list, answer.getJsonObject("_data", new JsonObject()), backend)) {
                status = ExitStatus.REFUSED;
            }
        }
        return status;
    }

    /** Both in one change: rows that were there stay if the new ones cannot be written (spec 09 D58). */
    private boolean store(EmailAddress list, JsonObject profile, Backend backend) {
        ListFacts facts = new ListFacts(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(people(profile, "owner")),
                Optional.of(people(profile, "moderators")));
        try (Backend.Change change = backend.replacePeople(list, facts)) {
            change.commit();
            out.println("[OK] " + list + ": Synced owners.");
            out.println("[OK] " + list + ": Synced moderators.");
            return true;
        } catch (BackendException e) {
            out.println("<<< ERROR >>> " + list + ": Failed to sync owners and moderators: " + e.code());
            err.println("sync_profiles_to_db: " + list + ": " + FailureText.of(e));
            return false;
        }
    }

    private static List<EmailAddress> people(JsonObject profile, String parameter) {
        Set<EmailAddress> people = new LinkedHashSet<>();
        JsonArray lines = profile.getJsonArray(parameter, new JsonArray());
        for (Object line : lines) {
            EmailAddress.parse(String.valueOf(line))
                    .map(EmailAddress::lowerCase)
                    .ifPresent(people::add);
        }
        return new ArrayList<>(people);
    }
}
