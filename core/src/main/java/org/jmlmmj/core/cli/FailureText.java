package org.jmlmmj.core.cli;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Objects;

/** Turns a failure into one line that a person understands: what, where, why. Stateless, so thread-safe. */
public final class FailureText {
    private FailureText() {}

    /** The line; never empty, without line ends. */
    public static String of(Throwable failure) {
        String text =
                failure instanceof FileSystemException file ? ofFile(file) : Objects.toString(failure.getMessage(), "");
        if (text.isEmpty() || failure instanceof Error || failure instanceof RuntimeException) {
            text = failure.getClass().getSimpleName() + (text.isEmpty() ? "" : ": " + text);
        }
        return text.replaceAll("\\p{Cntrl}+", " ");
    }

    /** The JDK says only the paths where the reason is in the exception's type. */
    private static String ofFile(FileSystemException failure) {
        String file = Objects.toString(failure.getFile(), "a file");
        // Of two names of a file, mostly the other one tells what it was about, as the first is that of a temporary
        // file.
        file += failure.getOtherFile() == null ? "" : " -> " + failure.getOtherFile();
        if (failure instanceof NoSuchFileException) {
            return file + ": does not exist";
        }
        if (failure instanceof AccessDeniedException) {
            return file + ": permission denied";
        }
        if (failure instanceof FileAlreadyExistsException) {
            return file + ": exists already";
        }
        if (failure instanceof NotDirectoryException) {
            return file + ": is not a folder";
        }
        return Objects.toString(failure.getMessage(), file);
    }
}
