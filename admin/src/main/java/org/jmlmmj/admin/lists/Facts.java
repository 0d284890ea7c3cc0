package org.jmlmmj.admin.lists;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jmlmmj.admin.backend.ListFacts;
import org.jmlmmj.admin.profile.Addresses;
import org.jmlmmj.admin.profile.ControlEdit;
import org.jmlmmj.admin.profile.Parameter;
import org.jmlmmj.core.address.EmailAddress;

/** What the backend is to know after edits, so that it says what the files say (spec 09 D36). Stateless and thread-safe. */
final class Facts {
    private Facts() {}

    static ListFacts of(List<ControlEdit> edits, Map<Parameter, String> parameters) {
        return new ListFacts(
                line(edits, Parameter.NAME),
                line(edits, Parameter.MAX_MESSAGE_SIZE).map(size -> size.isEmpty() ? 0L : Long.parseLong(size)),
                posting(edits, parameters),
                people(edits, Parameter.OWNER),
                people(edits, Parameter.MODERATORS));
    }

    private static Optional<ControlEdit> edit(List<ControlEdit> edits, Parameter parameter) {
        return edits.stream()
                .filter(edit -> edit.file().equals(parameter.control()))
                .findFirst();
    }

    private static Optional<String> line(List<ControlEdit> edits, Parameter parameter) {
        return edit(edits, parameter)
                .map(edit -> edit instanceof ControlEdit.Write write
                        ? write.content().strip()
                        : "");
    }

    private static Optional<List<EmailAddress>> people(List<ControlEdit> edits, Parameter parameter) {
        return line(edits, parameter)
                .map(lines -> Addresses.of(lines.replace('\n', ',')).valid());
    }

    /** Spec 09 D45: the value decides, not that there is one. */
    private static Optional<ListFacts.Posting> posting(List<ControlEdit> edits, Map<Parameter, String> parameters) {
        if (!parameters.containsKey(Parameter.ONLY_MODERATOR_CAN_POST)
                && !parameters.containsKey(Parameter.ONLY_SUBSCRIBER_CAN_POST)) {
            return Optional.empty();
        }
        if (edit(edits, Parameter.ONLY_MODERATOR_CAN_POST)
                .filter(ControlEdit.Write.class::isInstance)
                .isPresent()) {
            return Optional.of(ListFacts.Posting.MODERATORS);
        }
        if (edit(edits, Parameter.ONLY_SUBSCRIBER_CAN_POST)
                .filter(ControlEdit.Write.class::isInstance)
                .isPresent()) {
            return Optional.of(ListFacts.Posting.SUBSCRIBERS);
        }
        boolean both = parameters.containsKey(Parameter.ONLY_MODERATOR_CAN_POST)
                && parameters.containsKey(Parameter.ONLY_SUBSCRIBER_CAN_POST);
        return both ? Optional.of(ListFacts.Posting.EVERYBODY) : Optional.empty();
    }
}
