package org.jmlmmj.admin.client;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jmlmmj.core.cli.ExitStatus;
import org.jmlmmj.core.cli.UsageException;

/**
 * The options of a client, which may stand anywhere on the command line. Immutable and thread-safe.
 *
 * @param config the settings
 * @param json whether answers are printed as they come
 * @param legacyExit whether the status is 0 also if something was not done, as scripts for the original may expect
 * @param help whether only the usage is wanted
 * @param version whether only the version is wanted
 * @param words everything else
 */
record ClientOptions(Path config, boolean json, boolean legacyExit, boolean help, boolean version, List<String> words) {
    static final Path STANDARD_CONFIG = Path.of("/etc/mlmmjadmin/mlmmjadmin.yaml");

    ClientOptions {
        words = List.copyOf(words);
    }

    /** The status to end with instead of this one, which says that something was not done. */
    ExitStatus status(ExitStatus status) {
        return legacyExit ? ExitStatus.OK : status;
    }

    static ClientOptions of(List<String> arguments) throws UsageException {
        Path config = STANDARD_CONFIG;
        boolean json = false;
        boolean legacy = false;
        boolean help = false;
        boolean version = false;
        List<String> words = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            switch (argument) {
                case "--json" -> json = true;
                case "--legacy-exit" -> legacy = true;
                case "-h", "--help" -> help = true;
                case "-V", "--version" -> version = true;
                case "--config" -> {
                    i++;
                    if (i == arguments.size()) {
                        throw new UsageException("--config needs the path of a file");
                    }
                    config = Path.of(arguments.get(i));
                }
                default -> {
                    if (argument.startsWith("--")) {
                        throw new UsageException("there is no option " + argument);
                    }
                    words.add(argument);
                }
            }
        }
        return new ClientOptions(config, json, legacy, help, version, words);
    }
}
