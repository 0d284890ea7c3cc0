package org.jmlmmj.admin;

import java.io.IOException;
import java.nio.file.Files;
import java.util.function.Supplier;
import org.jmlmmj.core.cli.RefusedException;
import org.jmlmmj.core.cli.UsageException;

/**
 * Asks for the answers that are missing (spec 07 §8.2). What is said about the list is checked before the questions that show
 * its lines. For one thread.
 */
final class Interview {
    private static final String NO = "n";

    private final Dialogue dialogue;
    private final Installation installation;
    private final Supplier<String> domain;
    private Answers answers;

    /**
     * @param domain what the machine calls itself, for a list without a domain
     * @param known answers that are not asked for any more
     */
    Interview(Dialogue dialogue, Installation installation, Supplier<String> domain, Answers known) {
        this.dialogue = dialogue;
        this.installation = installation;
        this.domain = domain;
        this.answers = known;
    }

    /** Asks, and returns all answers. */
    Answers complete() throws UsageException, RefusedException, IOException {
        askAboutList();
        NewList list = NewList.of(answers);
        askAboutLine(
                Answer.ADDALIAS, installation.aliases().toString(), lines(list).alias());
        askAboutOwner();
        list = NewList.of(answers);
        askAboutLine(
                Answer.ADDCRON, installation.crontab().toString(), lines(list).cron());
        return answers;
    }

    private void askAboutList() throws RefusedException, IOException {
        askForSpool();
        ask(Answer.LISTNAME, "Name of the list, the part of its address before the @", "mlmmj-test");
        ask(Answer.FQDN, "Domain of the list, the part of its address behind the @", "");
        if (answers.value(Answer.FQDN).isEmpty()) {
            answers = answers.with(Answer.FQDN, domain.get());
        }
        ask(Answer.OWNER, "Address of the owner; without an @ in the list's domain", "postmaster");
        if (Files.isDirectory(installation.texts())) {
            if (answers.value(Answer.TEXTLANG).isEmpty()) {
                dialogue.say("Languages of the list texts: "
                        + String.join(" ", new TextLibrary(installation.texts()).languages()));
            }
            ask(Answer.TEXTLANG, "Language of the list texts", "en");
        }
    }

    private void askForSpool() throws RefusedException, IOException {
        if (answers.value(Answer.SPOOLDIR).isPresent()) {
            return;
        }
        String folder = dialogue.ask("Folder in which the list is made", NewList.STANDARD_SPOOL);
        if (!folder.equals(NewList.STANDARD_SPOOL) && !Files.isDirectory(AnswerFile.path(folder))) {
            dialogue.say(folder + " is no folder; the list goes into " + NewList.STANDARD_SPOOL);
            folder = NewList.STANDARD_SPOOL;
        }
        answers = answers.with(Answer.SPOOLDIR, folder);
    }

    private void askAboutOwner() throws RefusedException, IOException {
        ask(Answer.DO_CHOWN, "Give the list directory to another user?", NO);
        if (answers.isYes(Answer.DO_CHOWN)) {
            ask(Answer.CHOWN, "User as whom the mail server runs mlmmj-receive", "");
            if (answers.value(Answer.CHOWN).isEmpty()) {
                dialogue.say("No user, so the list directory stays with who makes it.");
                answers = answers.with(Answer.DO_CHOWN, NO);
            }
        }
    }

    private void askAboutLine(Answer answer, String file, String line) throws RefusedException, IOException {
        if (answers.value(answer).isEmpty()) {
            dialogue.say(file + " needs this line:");
            dialogue.say("  " + line);
            ask(answer, "Add it?", NO);
        }
    }

    private void ask(Answer answer, String question, String standard) throws RefusedException, IOException {
        if (answers.value(answer).isEmpty()) {
            answers = answers.with(answer, dialogue.ask(question, standard));
        }
    }

    private MailSystemLines lines(NewList list) throws IOException {
        return MailSystemLines.of(installation.programs(), list, list.userName());
    }
}
