package org.jmlmmj.admin;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import org.jmlmmj.core.cli.ExitStatus;
import org.jmlmmj.core.cli.FailureText;
import org.jmlmmj.core.cli.Invocation;
import org.jmlmmj.core.cli.Options;
import org.jmlmmj.core.cli.Program;
import org.jmlmmj.core.cli.RefusedException;
import org.jmlmmj.core.cli.UsageException;

/**
 * {@code mlmmj-make-ml}: makes a list directory and says what the mail server and cron need to know (spec 07 §8). An answer
 * comes from the first of these that has one: option, answer file, environment, default. It asks no questions.
 *
 * <p>Diagnostics: 0, made; refused, the list exists, or an answer cannot be used; 64, wrong usage; 75, a failure that may
 * pass. Unless it ends with 0, there is no new list directory; only when the alias or cron line could not be added, which
 * the message says, it is there.
 *
 * <p>Security: the answer file is parsed and never executed; names that lead out of the spool, and answers that would add
 * lines to the system's files, are refused. Stateless, so thread-safe.
 */
public final class MlmmjMakeMl extends Program {
    private final Installation installation;

    /** The program, as part of an installation. */
    public MlmmjMakeMl(Installation installation) {
        super("mlmmj-make-ml", "L:s:d:t:o:c:abf:n:F");
        this.installation = installation;
    }

    /** Runs the program for this process. */
    public static void main(String[] args) {
        Path home = Path.of(System.getProperty("jmlmmj.home", "/usr"));
        System.exit(new MlmmjMakeMl(Installation.in(home)).runProcess(args));
    }

    @Override
    protected String usage() {
        return """
            Usage: mlmmj-make-ml -L NAME -d DOMAIN [options]
            Makes a mailing list and shows what the mail server and cron need to know.

              -L NAME     name of the list                      LISTNAME
              -d DOMAIN   domain of its address                 FQDN
              -s DIR      makes NAME in this folder, which is   SPOOLDIR     %s
                          made too if it is missing
              -o ADDR     address of the owner                  OWNER        postmaster@DOMAIN
              -t LANG     language of the list texts            TEXTLANG     en
              -c USER     gives the list to USER[:GROUP]        DO_CHOWN, CHOWN
              -a          adds the alias line to %s   ADDALIAS     n
              -b          adds the cron line to %s    ADDCRON      n
              -f FILE     takes answers from a file of lines NAME='value'
              -n FILE     makes nothing, but writes the answers to such a file
              -F          an existing list gets its owner, address and texts anew
              -h, -V      show this help, the version
            Answers that are not given come from environment variables (third column) or defaults (fourth).
            """.formatted(NewList.STANDARD_SPOOL, installation.aliases(), installation.crontab());
    }

    @Override
    protected ExitStatus run(Invocation invocation, Options options)
            throws UsageException, RefusedException, IOException {
        NewList list = NewList.of(answers(invocation, options));
        Optional<String> file = options.value('n');
        if (file.isPresent()) {
            AnswerFile.write(AnswerFile.path(file.get()), list.answers());
            invocation.out().println("Answers for " + list.address() + " are in " + file.get() + "; nothing was made.");
            return ExitStatus.OK;
        }
        if (list.alias()) {
            new SystemFile(installation.aliases()).requireWritable();
        }
        if (list.cron()) {
            new SystemFile(installation.crontab()).requireWritable();
        }
        ListMaker maker = new ListMaker(
                new TextLibrary(installation.texts()),
                invocation.names(),
                invocation.clock(),
                message -> ListOption.say(invocation, message));
        if (options.has('F') && Files.exists(list.folder(), LinkOption.NOFOLLOW_LINKS)) {
            maker.renew(list);
        } else {
            maker.make(list);
        }
        tieToSystem(invocation.out(), list);
        return ExitStatus.OK;
    }

    private static Answers answers(Invocation invocation, Options options) throws RefusedException {
        Answers answers = Answers.of(answer -> fromOptions(options, answer));
        Optional<String> file = options.value('f');
        if (file.isPresent()) {
            answers = answers.or(AnswerFile.read(AnswerFile.path(file.get())));
        }
        Answers all = answers.or(Answers.of(
                answer -> Optional.ofNullable(invocation.environment().get(answer.name()))));
        Optional<String> spool = all.value(Answer.SPOOLDIR);
        if (options.has('s') || spool.isEmpty() || Files.isDirectory(AnswerFile.path(spool.get()))) {
            return all;
        }
        // As the original does; only -s makes the folder (spec 07 §8.2).
        ListOption.say(
                invocation, "SPOOLDIR " + spool.get() + " is no folder; the list goes into " + NewList.STANDARD_SPOOL);
        return Answers.of(answer -> answer == Answer.SPOOLDIR ? Optional.empty() : all.value(answer));
    }

    private static Optional<String> fromOptions(Options options, Answer answer) {
        return switch (answer) {
            case SPOOLDIR -> options.value('s');
            case LISTNAME -> options.value('L');
            case FQDN -> options.value('d');
            case OWNER -> options.value('o');
            case TEXTLANG -> options.value('t');
            case ADDALIAS -> options.value('a').map(given -> "y");
            case DO_CHOWN -> options.value('c').map(given -> "y");
            case CHOWN -> options.value('c');
            case ADDCRON -> options.value('b').map(given -> "y");
        };
    }

    private void tieToSystem(PrintStream out, NewList list) throws IOException {
        String user = Files.getOwner(list.folder()).getName();
        MailSystemLines lines = MailSystemLines.of(installation.programs(), list, user);
        out.println("List " + list.address() + " is in " + list.folder() + " and belongs to " + user + ".");
        out.println();
        try {
            add(out, list.alias(), installation.aliases(), lines.alias());
            add(out, list.cron(), installation.crontab(), lines.cron());
        } catch (IOException e) {
            throw new IOException("the list is made, but " + FailureText.of(e), e);
        }
        out.printf("%-14s  %-7s  %s%n", "main.cf", "needs", "recipient_delimiter = +");
        out.println();
        out.println(
                "Run newaliases after a change of " + installation.aliases() + ". The list must belong to the user");
        out.println("as whom the mail server runs mlmmj-receive.");
    }

    private static void add(PrintStream out, boolean wanted, Path file, String line) throws IOException {
        String state = "needs";
        if (wanted) {
            state = new SystemFile(file).append(line) ? "got" : "has";
        }
        out.printf("%-14s  %-7s  %s%n", file, state, line);
    }
}
