package org.jmlmmj.dist;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jmlmmj.admin.MlmmjList;
import org.jmlmmj.admin.MlmmjMakeMl;
import org.jmlmmj.admin.MlmmjSub;
import org.jmlmmj.admin.MlmmjUnsub;
import org.jmlmmj.core.cli.ExitStatus;
import org.jmlmmj.core.cli.Program;
import org.jmlmmj.core.cli.Terminal;
import org.jmlmmj.send.StopSignal;

/**
 * A list is made, and people are brought in and out by hand. For one thread.
 *
 * @param list is not there yet
 */
record ListTraining(TrainingList list) {
    /** Leaves three subscribers, of whom one gets digests. */
    void run() throws IOException {
        make();
        subscribe();
        show();
        beRefused();
    }

    private void make() throws IOException {
        make(list.folder(), TrainingList.NAME);
        list.control("relayhost", "127.0.0.1");
        list.control("smtpport", Integer.toString(list.relay().port()));
    }

    /** Makes a list in a folder, with nobody on it. */
    void make(Path spool, String name) throws IOException {
        list.calls()
                .call(
                        new MlmmjMakeMl(list.installation(), () -> "example.org", Terminal.none()),
                        "mlmmj-make-ml",
                        "-L",
                        name,
                        "-d",
                        "example.org",
                        "-o",
                        "keeper@example.org",
                        "-s",
                        spool.toString());
    }

    private void subscribe() throws IOException {
        for (String address : List.of("ann@example.net", "bob@example.com", "eve@example.org", "zoe@example.org")) {
            subscribe("-a", address, "-fqs");
        }
        subscribe("-a", "eve@example.org", "-d");
        list.calls()
                .call(
                        new MlmmjUnsub(list.texts(), StopSignal::new, Terminal.none()),
                        "mlmmj-unsub",
                        list.arguments("-a", "zoe@example.org"));
        // None of several.
        subscribe("-a", "-", "-fqs");
    }

    private void subscribe(String... options) throws IOException {
        list.calls().call(sub(), "mlmmj-sub", list.arguments(options));
    }

    private Program sub() {
        return new MlmmjSub(list.texts(), StopSignal::new, Terminal.none());
    }

    private void show() throws IOException {
        ProgramCalls calls = list.calls();
        calls.call(new MlmmjList(), "mlmmj-list", list.arguments());
        calls.call(new MlmmjList(), "mlmmj-list", list.arguments("-c", "-d"));
        calls.call(new MlmmjList(), "mlmmj-list", list.arguments("-o"));
        calls.call(new MlmmjList(), "mlmmj-list", "-h");
        calls.call(new MlmmjList(), "mlmmj-list", "-V");
    }

    private void beRefused() throws IOException {
        list.calls().call(Set.of(ExitStatus.USAGE), new MlmmjList(), "mlmmj-list");
        list.calls().call(Set.of(ExitStatus.REFUSED), sub(), "mlmmj-sub", list.arguments("-a", "nobody"));
    }

    /** Somebody is brought in and is told so. */
    void welcome() throws IOException {
        list.sends(1, () -> subscribe("-a", "kim@example.net", "-c"));
    }
}
