package org.jmlmmj.admin.client;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.jmlmmj.admin.settings.Settings;
import org.jmlmmj.admin.settings.SettingsException;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.cli.ExitStatus;
import org.jmlmmj.core.cli.ProcessEnd;
import org.jmlmmj.core.cli.Terminal;
import org.jmlmmj.core.cli.UsageException;

/**
 * {@code maillist_admin}: makes, shows, changes and removes lists over the API (spec 09 §13).
 *
 * <p>Diagnostics: 0, done; refused, the API did not do it, with the reason on standard error; 64, wrong usage; 75, the API
 * does not answer.
 */
public final class MaillistAdmin extends Client {
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
              --legacy-exit   end with status 0 also when the API refuses
              -h, --help      show this help
              -V, --version   show the version
            """;

    private final Terminal terminal;

    /** A run of the program with these streams. */
    public MaillistAdmin(PrintStream out, PrintStream err, Terminal terminal) {
        super("maillist_admin", USAGE, 2, out, err);
        this.terminal = terminal;
    }

    /** Runs the program for this process. */
    public static void main(String[] args) {
        ProcessEnd.now(new MaillistAdmin(System.out, System.err, Terminal.ofProcess())
                .run(List.of(args))
                .code());
    }

    @Override
    ExitStatus work(ClientOptions options) throws UsageException, SettingsException, IOException, InterruptedException {
        String action = options.words().get(0);
        if (!ListActions.NAMES.contains(action)) {
            out.print("<ERROR> Invalid action: " + action + ". Usage:\n\n" + USAGE);
            err.println("maillist_admin: there is no action " + action);
            return options.status(ExitStatus.USAGE);
        }
        String mail = options.words().get(1).strip().toLowerCase(Locale.ROOT);
        if (EmailAddress.parse(mail).isEmpty()) {
            err.println("Invalid email address: " + options.words().get(1));
            return ExitStatus.REFUSED;
        }
        ApiClient client = ApiClient.of(Settings.load(options.config()));
        Order order = new Order(mail, options.words().subList(2, options.words().size()));
        ListActions actions = new ListActions(client, options.json(), out, err, terminal);
        return options.status(actions.carryOut(action, order));
    }
}
