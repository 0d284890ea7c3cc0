package org.jmlmmj.core.test.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Lets the power fail after every single step of what happens on a disk. Paths below {@link #disk} record what is done with them;
 * {@link #lose} then rebuilds, for each moment, what a disk may hold that keeps only what was forced, and looks at each of
 * these disks. For what depends on chance the seed is fixed, so that every run sees the same ones. For one thread; what happens on the disk
 * may happen in several.
 */
public final class PowerLoss {
    private static final int SEED = 20250304;
    private static final int RANDOM_FATES = 8;
    private static final int MOST_SINGLE = 12;
    private static final int WAYS_TO_WRITE = 6;

    private final Path after;
    private final DiskLog log;
    private final Path disk;
    private final List<Promise> promises = new ArrayList<>();
    private Map<DiskNode, Map<String, DiskNode>> beginning = Map.of();
    private int states;

    private PowerLoss(Path recorded, Path after) {
        this.after = after;
        this.log = new DiskLog(recorded);
        this.disk = new RecordedDisk(recorded, log).wrapPath(recorded);
    }

    /** A disk in a folder that is there. */
    public static PowerLoss in(Path folder) throws IOException {
        PowerLoss loss =
                new PowerLoss(Files.createDirectory(folder.toRealPath().resolve("disk")), folder.resolve("after"));
        loss.begin();
        return loss;
    }

    /** Looks at the disk after the power failed. */
    @FunctionalInterface
    public interface Check {
        /** Throws what is wrong; the disk is where it may be read, changed and recovered. */
        void check(Path disk) throws Exception;
    }

    /** What must be so after power losses from one moment to another. */
    private static final class Promise {
        private final Check check;
        private final int from;
        private int until = Integer.MAX_VALUE;

        Promise(Check check, int from) {
            this.check = check;
            this.from = from;
        }
    }

    /** Ends a promise. */
    @FunctionalInterface
    public interface Withdrawal {
        /** From now on it need not hold. */
        void withdraw();
    }

    /** The recorded folder. */
    public Path disk() {
        return disk;
    }

    /** All that is there is safe; from now on the power may fail. */
    public void begin() throws IOException {
        log.begin();
        beginning = new HashMap<>();
        remember(log.root());
        promises.clear();
    }

    private void remember(DiskNode folder) {
        beginning.put(folder, new TreeMap<>(folder.entries()));
        folder.entries().values().stream().filter(DiskNode::isFolder).forEach(this::remember);
    }

    /** What must hold from now on, whenever the power fails. */
    public Withdrawal promise(Check check) {
        Promise promise = new Promise(check, log.size());
        promises.add(promise);
        return () -> promise.until = log.size();
    }

    /** Lets the power fail after every step. Returns how many different disks that left. */
    public int lose() throws Exception {
        List<DiskEvent> events = log.events();
        for (int until = 0; until <= events.size(); until++) {
            Set<Map<String, String>> seen = new HashSet<>();
            List<DiskEvent> past = events.subList(0, until);
            for (DiskImage.Fate fate : fates(past)) {
                DiskImage image = DiskImage.of(beginning, past, fate);
                if (seen.add(image.tree(log.root()))) {
                    look(image, past);
                }
            }
        }
        return states;
    }

    private List<DiskImage.Fate> fates(List<DiskEvent> past) {
        List<Integer> open = open(past);
        List<DiskImage.Fate> fates =
                new ArrayList<>(List.of((event, count) -> DiskImage.LOST, (event, count) -> DiskImage.KEPT));
        for (int one : open.subList(Math.max(0, open.size() - MOST_SINGLE), open.size())) {
            fates.add((event, count) -> event == one ? DiskImage.KEPT : DiskImage.LOST);
            for (int way = 0; way < WAYS_TO_WRITE; way++) {
                int chosen = way;
                fates.add((event, count) -> event == one ? chosen % count : DiskImage.KEPT);
            }
        }
        for (int i = 0; i < (open.isEmpty() ? 0 : RANDOM_FATES); i++) {
            Random random = new Random(SEED + i + 31L * past.size());
            fates.add((event, count) -> random.nextInt(count));
        }
        return fates;
    }

    /** The events that may be lost. */
    private List<Integer> open(List<DiskEvent> past) {
        DiskImage image = DiskImage.of(beginning, past, (event, count) -> DiskImage.KEPT);
        List<Integer> open = new ArrayList<>();
        for (int number = 0; number < past.size(); number++) {
            DiskEvent event = past.get(number);
            if (!(event instanceof DiskEvent.Forced) && !image.isSafe(number, event.node())) {
                open.add(number);
            }
        }
        return open;
    }

    private void look(DiskImage image, List<DiskEvent> past) throws Exception {
        states++;
        for (Promise promise : promises) {
            if (promise.from <= past.size() && past.size() < promise.until) {
                delete();
                image.write(log.root(), Files.createDirectory(after));
                try {
                    promise.check.check(after);
                } catch (Exception | AssertionError e) {
                    List<DiskEvent> last = past.subList(Math.max(0, past.size() - MOST_SINGLE), past.size());
                    throw new AssertionError(
                            "power lost after step " + past.size() + " " + last + ", on the disk "
                                    + image.show(log.root()),
                            e);
                }
            }
        }
        delete();
    }

    private void delete() throws IOException {
        if (Files.exists(after)) {
            try (Stream<Path> all = Files.walk(after)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
