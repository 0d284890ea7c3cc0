package org.jmlmmj.dist;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jmlmmj.admin.Installation;
import org.jmlmmj.core.cli.FailureText;
import org.jmlmmj.core.cli.Invocation;
import org.jmlmmj.receive.MlmmjReceive;

/**
 * What the programs do day by day, done once: a list is made, people come and go, posts arrive and are sent. What they load
 * on the way is what the start-up archive will hold. For one thread.
 */
final class Training {
    private final Invocation process;
    private final TrainingList list;

    Training(Invocation process, Installation installation, Path folder, TrainingRelay relay) {
        this.process = process;
        this.list = new TrainingList(installation, folder, relay, new ProgramCalls(process));
    }

    /**
     * Runs everything.
     *
     * @throws IOException if a program did not do what it should; its message is part of ours
     */
    void run() throws IOException {
        ListTraining people = new ListTraining(list);
        people.run();
        new PostTraining(list).run();
        people.welcome();
        new CommandTraining(list).run();
        new BounceTraining(list).run();
        new MaintenanceTraining(list).run();
        administer();
        logs();
    }

    /** These programs ask more of the machine than the way of a mail does, whose archive is of use without them. */
    private void administer() {
        try {
            new DoctorTraining(list).run();
            new ApiTraining(list).run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException | LinkageError e) {
            process.syslog().warning("start-up archive without all programs for administrators: " + FailureText.of(e));
        }
    }

    /** The process itself needs only one of the two, but elsewhere it may be the other one. */
    private static void logs() throws IOException {
        for (String log : List.of("org.jmlmmj.core.log.LoggerSyslog", "org.jmlmmj.core.log.StderrSyslog")) {
            try {
                Class.forName(log);
            } catch (ClassNotFoundException e) {
                throw new IOException(log + " is missing", e);
            }
        }
    }

    /** Receives one more post in the way of a real start, which ends the process. */
    void receiveAndExit() {
        System.setIn(new ByteArrayInputStream(TrainingMails.POST.getBytes(StandardCharsets.UTF_8)));
        MlmmjReceive.main(list.arguments("-s", "ann@example.net"));
    }
}
