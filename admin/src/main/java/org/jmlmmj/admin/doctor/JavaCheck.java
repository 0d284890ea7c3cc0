package org.jmlmmj.admin.doctor;

import java.util.List;

/**
 * Which Java runs the programs, and whether it uses the start-up archive. Immutable and thread-safe.
 *
 * @param version the release
 * @param home its folder
 * @param options the options it was started with
 */
record JavaCheck(Runtime.Version version, String home, List<String> options) {
    private static final int FASTEST = 25;

    void examine(Notes notes) {
        String java = "Java " + version + " in " + home;
        boolean hasArchive = options.stream()
                .anyMatch(option -> option.startsWith("-XX:SharedArchiveFile=") || option.startsWith("-XX:AOTCache="));
        if (!hasArchive) {
            notes.warn(java + ", without a start-up archive: each mail costs a slow start", "run mlmmj-warmup as root");
        } else if (version.feature() < FASTEST) {
            notes.ok(java + ", with its start-up archive; release " + FASTEST + " starts faster");
        } else {
            notes.ok(java + ", with its start-up archive");
        }
    }
}
