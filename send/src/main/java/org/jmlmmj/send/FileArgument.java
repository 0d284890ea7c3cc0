package org.jmlmmj.send;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jmlmmj.core.cli.UsageException;

/**
 * How {@code mlmmj-send} names files (spec 03 §2): a path, relative to the working directory or else to the list directory; or,
 * as the original's newer programs do, the number of a descriptor that was inherited. Stateless, so thread-safe.
 */
final class FileArgument {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final int MOST_DIGITS = 10;

    private FileArgument() {}

    /** Whether the argument is the number of a descriptor, from 0 to 2147483647. */
    static boolean isDescriptor(String argument) {
        return !argument.isEmpty()
                && argument.length() <= MOST_DIGITS
                && argument.chars().allMatch(c -> c >= '0' && c <= '9')
                && Long.parseLong(argument) <= Integer.MAX_VALUE;
    }

    /**
     * The file.
     *
     * @param list the list directory
     * @throws UsageException if it is no usable name, or a descriptor of a file that does not belong to the list
     */
    static Path resolve(String argument, Path list) throws UsageException, IOException {
        try {
            if (isDescriptor(argument)) {
                return descriptor(argument, list);
            }
            Path path = Path.of(argument);
            return Files.exists(path) ? path : list.resolve(path);
        } catch (InvalidPathException e) {
            throw new UsageException(argument + " is no usable path");
        }
    }

    /**
     * The file's real name, from which the index of a post is taken: the original takes the descriptor's number for the index and
     * then sends people another post (spec 03 §6.3). A file that is deleted already keeps its name below /proc.
     */
    private static Path descriptor(String argument, Path list) throws UsageException, IOException {
        Path descriptor = DESCRIPTORS.resolve(argument);
        // This process has descriptors of its own, which have nothing to do with a caller's.
        if (!Files.exists(descriptor) || !Files.readSymbolicLink(descriptor).startsWith(list.toRealPath())) {
            throw new UsageException("descriptor " + argument + " is no open file of the list");
        }
        Path target = Files.readSymbolicLink(descriptor);
        return Files.exists(target) ? target : descriptor;
    }
}
