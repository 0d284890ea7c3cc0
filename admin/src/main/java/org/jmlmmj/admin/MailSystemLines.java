package org.jmlmmj.admin;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The lines that tie a list to the mail server and to cron (spec 07 §8.2). Immutable and thread-safe.
 *
 * @param alias line for the aliases: mail to the list goes to {@code mlmmj-receive}
 * @param service two lines for Postfix's {@code master.cf}: a transport that hands mail of all lists in one folder to
 *     {@code mlmmj-receive}, as the owner of the list
 * @param transport line for Postfix's table of transports
 * @param cron line for the system's table: {@code mlmmj-maintd} looks after the list every two hours, as its owner
 */
record MailSystemLines(String alias, List<String> service, String transport, String cron) {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9@%+=:,./_-]+");

    /**
     * @param programs the folder of the programs
     * @param list the list to be served
     * @param user the owner of its directory
     */
    static MailSystemLines of(Path programs, NewList list, String user) {
        String folder = shellWord(list.folder() + "/");
        String receive = shellWord(programs.resolve("mlmmj-receive").toString()) + " -L " + folder;
        String maintain = shellWord(programs.resolve("mlmmj-maintd").toString()) + " -F -L " + folder;
        return new MailSystemLines(
                list.address().local() + ":  \"|"
                        + receive.replace("\\", "\\\\").replace("\"", "\\\"") + "\"",
                List.of(
                        "mlmmj unix - n n - 10 pipe",
                        "  flags=ORhu user=" + user + " argv="
                                + pipeWord(programs.resolve("mlmmj-receive").toString(), "") + " -L "
                                + pipeWord(list.spool() + "/", "$nexthop")),
                list.address().value() + "  mlmmj:" + list.address().local(),
                // cron takes a percent sign for a line end.
                "0 */2 * * * " + user + " " + maintain.replace("%", "\\%"));
    }

    /** The text as one word of a shell command. */
    private static String shellWord(String text) {
        return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    /** The text as one argument of a pipe(8) service, with a variable behind it: a dollar sign in the text is none. */
    private static String pipeWord(String text, String variable) {
        String word = text.replace("$", "$$") + variable;
        return PLAIN.matcher(text).matches() ? word : "{" + word + "}";
    }
}
