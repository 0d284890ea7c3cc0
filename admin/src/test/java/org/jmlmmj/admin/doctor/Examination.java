package org.jmlmmj.admin.doctor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jmlmmj.core.list.MailingList;

/** What a check finds, as lines that begin with the status. */
final class Examination {
    private Examination() {}

    static List<String> of(ListCheck check, MailingList list) throws IOException {
        List<String> lines = new ArrayList<>();
        Notes notes =
                new Notes(Optional.of(list.directory().path()), check.name(), finding -> lines.add(line(finding)));
        check.examine(list, notes);
        return lines;
    }

    static String line(Finding finding) {
        return finding.status().word() + " " + finding.message() + " -> " + finding.remedy();
    }

    /** A mail server whose programs answer so: keys are the command lines. Others say that there is nothing. */
    static Postfix postfix(Map<String, String> answers) {
        return new Postfix(command -> {
            String line = String.join(" ", command);
            return Optional.of(
                    answers.containsKey(line)
                            ? new Commands.Ended(0, answers.get(line) + "\n")
                            : new Commands.Ended(1, ""));
        });
    }

    /** A machine without that mail server. */
    static Postfix noPostfix() {
        return new Postfix(command -> Optional.empty());
    }
}
