package org.jmlmmj.dist;

import java.io.IOException;
import org.jmlmmj.bounce.MlmmjBounce;
import org.jmlmmj.send.StopSignal;

/**
 * A post and its probe come back; the second probe is sent from the command line. For one thread.
 *
 * @param list has ann@example.net among its subscribers
 */
record BounceTraining(TrainingList list) {
    void run() throws IOException {
        list.sends(1, () -> {
            receive("1-ann=example.net");
            bounce("-p", "-a", "ann=example.net");
            receive("probe-ann=example.net");
            bounce("-n", "2", "-a", "ann=example.net");
        });
    }

    private void receive(String extension) throws IOException {
        list.receive(TrainingMails.bounce(extension), "-F", "-s", "");
    }

    private void bounce(String... options) throws IOException {
        list.calls().call(new MlmmjBounce(list.texts(), StopSignal::new), "mlmmj-bounce", list.arguments(options));
    }
}
