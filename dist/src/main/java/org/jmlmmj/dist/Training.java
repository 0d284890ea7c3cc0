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
    private static final List<String> OTHERS = List.of(
            "core.log.LoggerSyslog",
            "core.log.StderrSyslog",
            "maintd.ProcessProgram",
            "maintd.OwnerProcess",
            "admin.doctor.LongOptions");

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
        loadOthers();
    }

    /** These programs ask more of the machine than the way of a mail does, whose archive is of use without them. */
    private void administer() {
        try {
            new DoctorTraining(list).run();
            new ClientTraining(list).run();
        } catch (IOException | RuntimeException | LinkageError e) {
            process.syslog().warning("start-up archive without all programs for administrators: " + FailureText.of(e));
        }
    }

    /** What only a {@code main} uses, and the log that this machine does not have but another may. */
    private static void loadOthers() throws IOException {
        for (String name : OTHERS) {
            try {
                Class.forName("org.jmlmmj." + name);
            } catch (ClassNotFoundException e) {
                throw new IOException(name + " is missing", e);
            }
        }
    }

    /** Receives one more post in the way of a real start, which ends the process. */
    void receiveAndExit() {
        System.setIn(new ByteArrayInputStream(TrainingMails.POST.getBytes(StandardCharsets.UTF_8)));
        MlmmjReceive.main(list.arguments("-s", "ann@example.net"));
    }
}
