package org.jmlmmj.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jmlmmj.admin.Installation;
import org.jmlmmj.receive.MlmmjReceive;
import org.jmlmmj.send.StopSignal;

/**
 * The list on which programs are trained: where it is, what arrives for it, and how many mails it sends. For one thread.
 *
 * @param installation has the list texts
 * @param folder holds the list directory, and what else the training needs
 * @param relay takes the list's mails
 * @param calls calls programs
 */
record TrainingList(Installation installation, Path folder, TrainingRelay relay, ProgramCalls calls) {
    /** The name of its directory. */
    static final String NAME = "training";

    private static final String QUEUED = "0123456789abcdef";

    /** Something that makes the list send mails. */
    interface Step {
        void run() throws IOException;
    }

    /** The list directory. */
    Path path() {
        return folder.resolve(NAME);
    }

    /** The list texts that come with the software. */
    Path texts() {
        return installation.texts();
    }

    /** Writes a control file. */
    void control(String name, String value) throws IOException {
        Files.writeString(path().resolve("control").resolve(name), value + "\n");
    }

    /** Puts a mail into the queue. */
    Path queue(String mail) throws IOException {
        return Files.writeString(path().resolve("queue").resolve(QUEUED), mail);
    }

    /** Puts a mail to one recipient into the queue, where it waits for maintenance. */
    void queue(String mail, String recipient) throws IOException {
        Path queued = queue(mail);
        Files.writeString(queued.resolveSibling(QUEUED + ".reciptto"), recipient);
        Files.writeString(queued.resolveSibling(QUEUED + ".mailfrom"), "");
    }

    /** Gives a mail to {@code mlmmj-receive}, which ends when all is done that follows from it. */
    void receive(String mail, String... options) throws IOException {
        calls.pipe(
                mail,
                answer -> new MlmmjReceive(answer, texts(), StopSignal::new),
                "mlmmj-receive",
                arguments(options));
    }

    /** The command line of a program for this list with these options. */
    String[] arguments(String... options) {
        return Stream.concat(Stream.of("-L", path().toString()), Stream.of(options))
                .toArray(String[]::new);
    }

    /**
     * Does something of which mails come.
     *
     * @throws IOException if they are more or fewer than expected
     */
    void sends(int expected, Step step) throws IOException {
        int before = relay.mails();
        step.run();
        int sent = relay.mails() - before;
        if (sent != expected) {
            throw new IOException("the relay got " + sent + " mails instead of " + expected);
        }
    }
}
