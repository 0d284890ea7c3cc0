package org.jmlmmj.admin;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jmlmmj.core.cli.FailureText;

/**
 * What is left to do when a list directory is made: the lines for mail server and cron are added or shown. Immutable, and as
 * thread-safe as its stream.
 *
 * @param out gets the lines
 */
record NextSteps(Installation installation, PrintStream out) {
    private static final String NEEDS = "needs";
    private static final String OR = "or";

    /**
     * Adds the lines that are wanted and shows all of them.
     *
     * @throws IOException if one could not be added
     */
    void take(NewList list) throws IOException {
        String user = Files.getOwner(list.folder()).getName();
        MailSystemLines lines = MailSystemLines.of(installation.programs(), list, user);
        out.println("List " + list.address() + " is in " + list.folder() + " and belongs to " + user + ".");
        out.println();
        try {
            add(list.alias(), installation.aliases(), lines.alias());
            add(list.cron(), installation.crontab(), lines.cron());
        } catch (IOException e) {
            throw new IOException("the list is made, but " + FailureText.of(e), e);
        }
        show("main.cf", NEEDS, "recipient_delimiter = +");
        out.println();
        showTransport(lines);
        out.println();
        out.println(
                "Run newaliases after a change of " + installation.aliases() + ". The list must belong to the user");
        out.println("as whom the mail server runs mlmmj-receive.");
    }

    private void add(boolean wanted, Path file, String line) throws IOException {
        String state = NEEDS;
        if (wanted) {
            state = new SystemFile(file).append(line) ? "got" : "has";
        }
        show(file.toString(), state, line);
    }

    private void showTransport(MailSystemLines lines) {
        out.println("Instead of the alias Postfix can have a transport for all lists, which runs as their owner:");
        out.println();
        String file = "master.cf";
        for (String line : lines.service()) {
            show(file, file.isEmpty() ? "" : OR, line);
            file = "";
        }
        show("main.cf", OR, "mlmmj_destination_recipient_limit = 1");
        show("main.cf", OR, "transport_maps = hash:/etc/postfix/transport");
        show("transport", OR, lines.transport());
    }

    private void show(String file, String state, String line) {
        out.println("%-14s  %-7s  %s".formatted(file, state, line).stripTrailing());
    }
}
