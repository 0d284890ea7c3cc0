package org.jmlmmj.admin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.address.InvalidAddressException;
import org.jmlmmj.core.cli.RefusedException;
import org.jmlmmj.core.cli.UsageException;

/**
 * A list that is to be made: every answer, checked. Immutable and thread-safe.
 *
 * @param spool folder in which the list directory is made, absolute
 * @param address the list's address; its local part is the name of the directory
 * @param owner who owns the list
 * @param language folder of the text library
 * @param user to whom the directory is given, perhaps with a colon and a group; empty: it stays with who makes it
 * @param alias whether the alias line is added to the system's aliases
 * @param cron whether the cron line is added to the system's table
 */
record NewList(
        Path spool,
        EmailAddress address,
        EmailAddress owner,
        String language,
        Optional<String> user,
        boolean alias,
        boolean cron) {
    /** Where lists lie unless somebody says otherwise. */
    static final String STANDARD_SPOOL = "/var/spool/mlmmj";

    /**
     * The name becomes a file name, a mail alias and part of command lines. So no slash and no leading dot, which would lead
     * out of the spool, no leading hyphen, which would be an option, nothing that a shell or the alias file gives a meaning;
     * and no {@code +}, which would cut command addresses at the wrong place (spec 01 §6).
     */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]+((\\.|-+)[A-Za-z0-9_]+)*");

    private static final Pattern DOMAIN = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+((\\.|-+)[\\p{L}\\p{M}\\p{N}]+)*");

    /** RFC 5321 §4.5.3.1.1. */
    private static final int LONGEST_NAME = 64;

    /** RFC 1035 §2.3.4, less the root's empty label. */
    private static final int LONGEST_DOMAIN = 253;

    /**
     * Checks the answers and takes defaults for those that are missing (spec 07 §8.2).
     *
     * @throws UsageException if the name or the domain is missing
     * @throws RefusedException if an answer cannot be used
     */
    static NewList of(Answers answers) throws UsageException, RefusedException {
        String name = required(answers, Answer.LISTNAME, "-L NAME, the list's name");
        String domain = required(answers, Answer.FQDN, "-d DOMAIN, the list's domain");
        if (name.length() > LONGEST_NAME || !NAME.matcher(name).matches()) {
            throw new RefusedException("\"" + name + "\" is no list name; use up to " + LONGEST_NAME
                    + " of A-Z a-z 0-9 _ and . or - between them");
        }
        if (domain.length() > LONGEST_DOMAIN || !DOMAIN.matcher(domain).matches()) {
            throw new RefusedException("\"" + domain + "\" is no domain");
        }
        EmailAddress address = address("the list's address", name + "@" + domain);
        String owner = answers.value(Answer.OWNER).orElse("postmaster").strip();
        return new NewList(
                AnswerFile.path(answers.value(Answer.SPOOLDIR).orElse(STANDARD_SPOOL)),
                address,
                address("the owner", owner.contains("@") ? owner : owner + "@" + domain),
                answers.value(Answer.TEXTLANG).orElse("en"),
                user(answers),
                answers.isYes(Answer.ADDALIAS),
                answers.isYes(Answer.ADDCRON));
    }

    private static String required(Answers answers, Answer answer, String option) throws UsageException {
        return answers.value(answer).orElseThrow(() -> new UsageException("you have to give " + option));
    }

    private static EmailAddress address(String what, String text) throws RefusedException {
        try {
            return EmailAddress.of(text);
        } catch (InvalidAddressException e) {
            throw new RefusedException(what + ", \"" + text + "\", " + e.getMessage());
        }
    }

    private static Optional<String> user(Answers answers) throws RefusedException {
        if (!answers.isYes(Answer.DO_CHOWN)) {
            return Optional.empty();
        }
        Optional<String> user = answers.value(Answer.CHOWN);
        if (user.isEmpty()) {
            throw new RefusedException("DO_CHOWN is y, but CHOWN names no user");
        }
        return user;
    }

    /** The name of the user to whom the directory will belong. */
    String userName() throws IOException {
        String who = user.orElse("");
        int colon = who.indexOf(':');
        if (!who.isEmpty()) {
            return colon < 0 ? who : who.substring(0, colon);
        }
        Path self = Path.of("/proc/self");
        return Files.exists(self) ? Files.getOwner(self).getName() : "root";
    }

    /** The list directory. */
    Path folder() {
        return spool.resolve(address.local());
    }

    /** The complete answers that lead to this list again. */
    Answers answers() throws RefusedException {
        return Answers.of(answer -> Optional.of(
                switch (answer) {
                    case SPOOLDIR -> spool.toString();
                    case LISTNAME -> address.local();
                    case FQDN -> address.domain();
                    case OWNER -> owner.value();
                    case TEXTLANG -> language;
                    case ADDALIAS -> yesOrNo(alias);
                    case DO_CHOWN -> yesOrNo(user.isPresent());
                    case CHOWN -> user.orElse("");
                    case ADDCRON -> yesOrNo(cron);
                }));
    }

    private static String yesOrNo(boolean yes) {
        return yes ? "y" : "n";
    }
}
