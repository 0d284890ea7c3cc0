package org.jmlmmj.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jmlmmj.maintd.MaintenanceSetup;
import org.jmlmmj.maintd.MlmmjMaintd;
import org.jmlmmj.send.StopSignal;

/**
 * A digest of the posts so far, a mail that waited in the queue, probes of two addresses from which mail came back; then lists on
 * which nothing waits. For one thread.
 *
 * @param list has somebody who gets digests, and a bounce of somebody
 */
record MaintenanceTraining(TrainingList list) {
    void run() throws IOException {
        maintainBusy();
        maintainIdle();
    }

    private void maintainBusy() throws IOException {
        list.queue(TrainingMails.POST, "ann@example.net");
        Files.writeString(
                list.path().resolve("bounce/bob=example.com"),
                "1:" + list.calls().process().clock().instant().getEpochSecond() + " # now\n");
        MaintenanceSetup setup = new MaintenanceSetup(
                list.texts(),
                (ignored, mail) -> Files.delete(mail),
                Optional.empty(),
                MlmmjMaintd.PAUSE,
                true,
                () -> {});
        list.sends(
                4,
                () -> list.calls()
                        .call(
                                new MlmmjMaintd(setup, new StopSignal()),
                                "mlmmj-maintd",
                                "-F",
                                "-d",
                                list.folder().toString()));
    }

    /** Lists on which nothing waits, by the program as it is installed. */
    private void maintainIdle() throws IOException {
        Path idle = list.folder().resolve("idle");
        ListTraining lists = new ListTraining(list);
        for (String name : List.of("first", "second")) {
            lists.make(idle, name);
        }
        list.calls()
                .call(
                        MlmmjMaintd.installed(list.texts(), new StopSignal(), Optional.empty()),
                        "mlmmj-maintd",
                        "-F",
                        "-d",
                        idle.toString());
    }
}
