package org.jmlmmj.maintd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jmlmmj.core.log.Syslog;
import org.jmlmmj.core.spool.Ownership;
import org.jmlmmj.send.StopSignal;

/**
 * A run of root over lists of many users: the lists of each in a process of that user. Where that cannot be, root does it and gives
 * each file that it makes to the owner of the list (spec 04 §3). Thread-safe.
 *
 * @param local the run in this process
 * @param setpriv changes the user
 * @param tally takes the numbers
 * @param syslog is told what went wrong
 * @param lines takes what the processes say
 */
record RootRun(
        MaintenanceRun local, Path setpriv, StopSignal stop, Tally tally, Syslog syslog, Consumer<String> lines) {
    /** Maintains all lists, one owner after the other. */
    void run(List<Path> lists) throws IOException {
        Map<Ownership, List<Path>> owners = new LinkedHashMap<>();
        for (Path list : lists) {
            try {
                owners.computeIfAbsent(Ownership.of(list), owner -> new ArrayList<>())
                        .add(list);
            } catch (IOException e) {
                syslog.error(list + ": not maintained: " + e);
                tally.add(Count.TROUBLED, 1);
            }
        }
        for (Map.Entry<Ownership, List<Path>> each : owners.entrySet()) {
            if (!stop.isRequested()) {
                run(each.getKey(), each.getValue());
            }
        }
    }

    private void run(Ownership owner, List<Path> lists) throws IOException {
        try {
            if (owner.isForeign() && asOwner(owner, lists)) {
                return;
            }
        } catch (IOException e) {
            syslog.error(String.valueOf(e.getMessage()));
            tally.add(Count.TROUBLED, 1);
            return;
        }
        local.run(lists);
    }

    private boolean asOwner(Ownership owner, List<Path> lists) throws IOException {
        // Java gives the number where there is no account.
        String name = Files.getOwner(lists.get(0)).getName();
        boolean hasAccount = !name.equals(Integer.toString(owner.uid()));
        OwnerProcess.Owner user =
                new OwnerProcess.Owner(owner.uid(), owner.gid(), hasAccount ? Optional.of(name) : Optional.empty());
        Optional<String> problem = new OwnerProcess(setpriv, user, stop).run(lists, tally, lines);
        problem.ifPresent(why -> syslog.warning(why + "; root does it"));
        return problem.isEmpty();
    }
}
