package org.jmlmmj.maintd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.Predicate;
import org.jmlmmj.core.spool.DurableFiles;

/**
 * Deletes what dead processes left behind: temporary files and logs of runs in the list directory, and {@code NAME.new} in
 * subscriber folders, which the original's programs would read as subscribers a second time (spec 01 §7.5, §10; 04 §6).
 */
record TemporaryFiles() implements Task {
    private static final String NEW = ".new";

    @Override
    public String name() {
        return "clean_temporary";
    }

    @Override
    public boolean isOriginal() {
        return false;
    }

    @Override
    public void run(Work work) throws IOException {
        walk(
                work,
                "",
                name -> name.startsWith(DurableFiles.TEMPORARY_PREFIX) || name.startsWith(RunLog.PREFIX),
                entry -> true);
        for (String folder : new String[] {"subscribers.d", "digesters.d", "nomailsubs.d"}) {
            walk(work, folder, name -> name.endsWith(NEW), TemporaryFiles::isCopy);
        }
    }

    private interface Choice {
        boolean isLeftOver(FolderWalk.Entry entry);
    }

    /** Without the file that it was to replace it may be all that is left of it. */
    private static boolean isCopy(FolderWalk.Entry entry) {
        String name = entry.name();
        return Files.exists(entry.path().resolveSibling(name.substring(0, name.length() - NEW.length())));
    }

    private static void walk(Work work, String folder, Predicate<String> names, Choice choice) throws IOException {
        FolderWalk.through(work.list().directory(), folder)
                .only(names)
                .each(
                        entry -> {
                            if (choice.isLeftOver(entry)) {
                                expire(work, entry);
                            }
                        },
                        work.report()::trouble);
    }

    private static void expire(Work work, FolderWalk.Entry entry) throws IOException {
        BasicFileAttributes attributes = entry.attributes();
        // Its age depends on the clock of a file server, which may be another one.
        boolean isOurs = work.report().isIn(entry.path());
        if (attributes.isRegularFile()
                && !isOurs
                && work.isOlder(attributes.lastModifiedTime().toInstant(), Lifetime.TEMPORARY)) {
            entry.delete();
            work.report().count(Count.EXPIRED, 1);
        }
    }
}
