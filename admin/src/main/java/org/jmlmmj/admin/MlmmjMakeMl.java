package org.jmlmmj.admin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.jmlmmj.core.cli.ExitStatus;
import org.jmlmmj.core.cli.Invocation;
import org.jmlmmj.core.cli.Options;
import org.jmlmmj.core.cli.ProcessEnd;
import org.jmlmmj.core.cli.Program;
import org.jmlmmj.core.cli.RefusedException;
import org.jmlmmj.core.cli.Terminal;
import org.jmlmmj.core.cli.UsageException;
import org.jmlmmj.send.HostName;

/**
 * {@code mlmmj-make-ml}: makes a list directory and says what the mail server and cron need to know (spec 07 §8). An answer
 * comes from the first of these that has one: option, answer file, environment, a question to the person, default.
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
    private final Supplier<String> domain;
    private final Terminal terminal;

    /**
     * The program, as part of an installation.
     *
     * @param domain what the machine calls itself, for a list without a domain; may take as long as the resolver does
     * @param terminal where a person is answering
     */
    public MlmmjMakeMl(Installation installation, Supplier<String> domain, Terminal terminal) {
        super("mlmmj-make-ml", "L:s:d:t:o:c:abf:n:Fy");
        this.installation = installation;
        this.domain = domain;
        this.terminal = terminal;
    }

    /** Runs the program for this process. */
    public static void main(String[] args) {
        Path home = Path.of(System.getProperty("jmlmmj.home", "/usr"));
        ProcessEnd.now(
                new MlmmjMakeMl(Installation.in(home), HostName::ofMachine, Terminal.ofProcess()).runProcess(args));
    }

    @Override
    protected String usage() {
        return """
            Usage: mlmmj-make-ml [-y] [options]
            Makes a mailing list and shows what the mail server and cron need to know.
            Asks for what is not given; the end of input is an empty answer.

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
              -y          asks nothing; what is not given has its default, but NAME and DOMAIN have none
              -h, -V      show this help, the version
            Answers that are not given come from environment variables (third column), from the person
            who is asked, or are defaults (fourth).
            """.formatted(NewList.STANDARD_SPOOL, installation.aliases(), installation.crontab());
    }

    @Override
    protected ExitStatus run(Invocation invocation, Options options)
            throws UsageException, RefusedException, IOException {
        Answers answers = answers(invocation, options);
        if (!options.has('y')) {
            Dialogue dialogue = new Dialogue(invocation.in(), invocation.out(), terminal.input());
            answers = new Interview(dialogue, installation, domain, answers).complete();
        }
        NewList list = NewList.of(answers);
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
        new NextSteps(installation, invocation.out()).take(list);
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
}
