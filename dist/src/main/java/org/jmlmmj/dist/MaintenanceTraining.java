package org.jmlmmj.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import org.jmlmmj.maintd.MaintenanceSetup;
import org.jmlmmj.maintd.MlmmjMaintd;
import org.jmlmmj.send.StopSignal;

/**
 * A digest of the posts so far, a mail that waited in the queue, probes of two addresses from which mail came back. For one thread.
 *
 * @param list has somebody who gets digests, and a bounce of somebody
 */
record MaintenanceTraining(TrainingList list) {
    void run() throws IOException {
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
}
