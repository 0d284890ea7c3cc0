package org.jmlmmj.admin;

import java.io.IOException;
import java.io.PrintStream;
import org.jmlmmj.core.cli.FailureText;
import org.jmlmmj.core.cli.Invocation;
import org.jmlmmj.core.cli.Options;
import org.jmlmmj.core.cli.RefusedException;
import org.jmlmmj.core.cli.UsageException;
import org.jmlmmj.core.list.ListDirectory;
import org.jmlmmj.core.list.ListException;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.log.Syslog;
import org.jmlmmj.core.spool.Ownership;

/**
 * Option {@code -L} of programs that a person runs: a list that cannot be opened is a refusal, as trying again does not mend
 * it (spec 07 §1). Stateless, so thread-safe.
 */
final class ListOption {
    private ListOption() {}

    /** The value of the option. */
    static String folder(Options options) throws UsageException {
        return options.required('L', "LIST, the list directory");
    }

    /** The list directory, to be read by anybody who can; its settings may be missing (spec 07 §6). */
    static ListDirectory directory(Invocation invocation, Options options)
            throws UsageException, RefusedException, IOException {
        try {
            return ListDirectory.open(folder(options), invocation.names());
        } catch (ListException e) {
            throw new RefusedException(FailureText.of(e));
        }
    }

    /** The list, to be changed by its owner or root (spec 01 §4.1). Its warnings are shown to the person, too. */
    static MailingList list(Invocation invocation, Options options)
            throws UsageException, RefusedException, IOException {
        try {
            ListDirectory directory = directory(invocation, options).requireOwner();
            return MailingList.open(directory, invocation.clock(), shown(invocation));
        } catch (ListException e) {
            throw new RefusedException(FailureText.of(e));
        }
    }

    private static Syslog shown(Invocation invocation) {
        return (level, message) -> {
            invocation.syslog().log(level, message);
            if (level != Syslog.Level.INFO && !invocation.syslog().isOnStderr()) {
                say(invocation, message);
            }
        };
    }

    /**
     * Says for whom root works. Our files are given to the list's owner one by one, as a Java process cannot change its user;
     * the line is printed all the same, because scripts may expect it (spec 07 §1).
     */
    static void announceOwner(Invocation invocation, Options options, MailingList list) throws UsageException {
        Ownership ownership = list.directory().ownership();
        if (ownership.isForeign() && !options.has('U')) {
            invocation.out().println("Changing to uid " + ownership.uid() + ", owner of " + folder(options) + ".");
        }
    }

    /** One line for the person, on standard error. */
    static void say(Invocation invocation, String message) {
        PrintStream err = invocation.err();
        err.println(invocation.program() + ": " + Syslog.oneLine(message));
        err.flush();
    }
}
