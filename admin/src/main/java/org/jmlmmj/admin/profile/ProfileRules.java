package org.jmlmmj.admin.profile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.jmlmmj.admin.settings.Setting;
import org.jmlmmj.admin.settings.Settings;
import org.jmlmmj.core.address.EmailAddress;

/**
 * Turns the parameters of a request into edits of one list's control files, and says what of them it could not use (spec 09
 * §7). A pure function of the parameters and of what the files hold now: nothing is written here, so a request that is refused has
 * changed nothing. Immutable and thread-safe.
 */
public final class ProfileRules {
    private final List<String> warnings = new ArrayList<>();
    private final EmailAddress list;
    private final HeaderLines headers;
    private final RelayTargets relays;
    private final ControlEdits edits;

    private ProfileRules(EmailAddress list, Settings settings, Function<String, Optional<String>> present) {
        this.list = list;
        this.headers = HeaderLines.of(
                list,
                settings.get(Setting.MLMMJ_DEFAULT_CUSTOM_HEADERS),
                settings.get(Setting.MLMMJ_DEFAULT_REMOVED_HEADERS));
        this.relays = RelayTargets.of(settings.get(Setting.ACCEPTED_RELAY_HOSTS));
        this.edits = new ControlEdits(present);
    }

    /**
     * What is to be done.
     *
     * @param edits at most one for each control file
     * @param warnings each with the name of the parameter, in words for a person
     */
    public record Outcome(List<ControlEdit> edits, List<String> warnings) {
        /** Copies what it is given. */
        public Outcome {
            edits = List.copyOf(edits);
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * Decides.
     *
     * @param list the list's address, in lower case
     * @param parameters in the order of the request
     * @param present what a control file holds now; empty if it is not there
     * @throws ProfileException if a value would send the list's mail to a wrong place
     */
    public static Outcome decide(
            EmailAddress list,
            Settings settings,
            Map<Parameter, String> parameters,
            Function<String, Optional<String>> present)
            throws ProfileException {
        ProfileRules rules = new ProfileRules(list, settings, present);
        for (Map.Entry<Parameter, String> entry : withoutConflicts(parameters).entrySet()) {
            rules.apply(entry.getKey(), entry.getValue());
        }
        rules.finishHeaders(parameters);
        rules.finishFooters(parameters);
        return new Outcome(rules.edits.all(), rules.warnings);
    }

    /** Spec 09 §7.9. */
    private static Map<Parameter, String> withoutConflicts(Map<Parameter, String> parameters) {
        Map<Parameter, String> left = new LinkedHashMap<>(parameters);
        String gate = left.get(Parameter.MODERATE_SUBSCRIPTION);
        String keepers = left.get(Parameter.SUBSCRIPTION_MODERATORS);
        if (gate != null && keepers != null) {
            boolean keepGate = !isYes(gate) || keepers.isBlank();
            left.remove(keepGate ? Parameter.SUBSCRIPTION_MODERATORS : Parameter.MODERATE_SUBSCRIPTION);
        }
        if (isYes(left.getOrDefault(Parameter.ONLY_MODERATOR_CAN_POST, ""))) {
            left.computeIfPresent(Parameter.ONLY_SUBSCRIBER_CAN_POST, (parameter, value) -> "no");
        }
        return left;
    }

    private void apply(Parameter parameter, String value) throws ProfileException {
        switch (parameter.form()) {
            case FLAG -> applyFlag(parameter, value);
            case GATE -> applyGate(parameter, value);
            case SORTED_ADDRESSES ->
                edits.writeLines(parameter, new ArrayList<>(new TreeSet<>(addresses(parameter, value))));
            case ADDRESSES -> edits.writeLines(parameter, addresses(parameter, value));
            case GATEKEEPERS -> applyGatekeepers(parameter, value);
            case EXTRA_ADDRESSES -> applyExtraAddresses(parameter, value);
            case LINE -> edits.writeLine(parameter, oneLine(parameter, value));
            case HOST -> edits.writeLine(parameter, relays.host(parameter, value.strip()));
            case PORT -> edits.writeLine(parameter, relays.port(value.strip()));
            case SIZE -> edits.writeLine(parameter, size(parameter, value.strip()));
            case TEXT -> applyText(parameter, value);
            case REMOVED_HEADERS ->
                edits.writeLines(parameter, tellDropped(parameter, dropped -> headers.removed(value, dropped)));
            // Depends on another parameter; see finishHeaders.
            case CUSTOM_HEADERS -> {}
        }
    }

    private void applyFlag(Parameter parameter, String value) {
        if (isYes(value)) {
            edits.put(new ControlEdit.Write(parameter.control(), ""));
            if (parameter == Parameter.ONLY_SUBSCRIBER_CAN_POST) {
                edits.put(new ControlEdit.Remove(Parameter.ONLY_MODERATOR_CAN_POST.control()));
            } else if (parameter == Parameter.ONLY_MODERATOR_CAN_POST) {
                edits.put(new ControlEdit.Remove(Parameter.ONLY_SUBSCRIBER_CAN_POST.control()));
            }
        } else if (isNo(value)) {
            edits.put(new ControlEdit.Remove(parameter.control()));
        } else {
            warn(parameter, "\"" + shown(value) + "\" is neither yes nor no, so nothing was changed");
        }
    }

    private void applyGate(Parameter parameter, String value) {
        if (!isYes(value) && !isNo(value) && !value.isEmpty()) {
            warn(parameter, "\"" + shown(value) + "\" is neither yes nor no, so nothing was changed");
            return;
        }
        edits.put(
                isYes(value)
                        ? new ControlEdit.Touch(parameter.control())
                        : new ControlEdit.Remove(parameter.control()));
    }

    /** Wrong addresses must not open the gate: then the owners keep it (D28). */
    private void applyGatekeepers(Parameter parameter, String value) {
        List<String> keepers = addresses(parameter, value);
        if (keepers.isEmpty() && !value.isBlank()) {
            warn(parameter, "none of them is an address, so the owners are asked");
            edits.put(new ControlEdit.Write(parameter.control(), ""));
        } else {
            edits.writeLines(parameter, keepers);
        }
    }

    /** The list's own address is always there and first, as a list without one is dead (D26). */
    private void applyExtraAddresses(Parameter parameter, String value) {
        TreeSet<String> extra = new TreeSet<>(addresses(parameter, value));
        extra.remove(list.value());
        List<String> lines = new ArrayList<>(List.of(list.value()));
        lines.addAll(extra);
        edits.writeLines(parameter, lines);
    }

    private void applyText(Parameter parameter, String value) {
        edits.put(
                value.isEmpty()
                        ? new ControlEdit.Remove(parameter.control())
                        : new ControlEdit.Write(
                                parameter.control(), value.strip().replace("\0", "") + "\n"));
    }

    private String oneLine(Parameter parameter, String value) {
        String line = value.lines().findFirst().orElse("");
        if (!line.equals(value)) {
            warn(parameter, "only its first line is used");
        }
        return line.replace("\0", "");
    }

    /** D27: a size that cannot be meant must not become one. */
    private String size(Parameter parameter, String value) {
        if (value.isEmpty() || value.matches("0+")) {
            return "";
        }
        if (value.matches("0*[1-9][0-9]{0,9}") && Long.parseLong(value) <= Integer.MAX_VALUE) {
            return Long.toString(Long.parseLong(value));
        }
        warn(
                parameter,
                "\"" + shown(value) + "\" is no number from 0 to " + Integer.MAX_VALUE + ", so there is no limit");
        return "";
    }

    private List<String> addresses(Parameter parameter, String value) {
        Addresses addresses = Addresses.of(value);
        for (String wrong : addresses.invalid()) {
            warn(parameter, "\"" + shown(wrong) + "\" is no address and was left out");
        }
        return addresses.texts();
    }

    /** Lines that a rule makes, with a warning for what it drops. */
    private List<String> tellDropped(Parameter parameter, Function<List<String>, List<String>> rule) {
        List<String> dropped = new ArrayList<>();
        List<String> lines = rule.apply(dropped);
        for (String line : dropped) {
            warn(parameter, "\"" + shown(line) + "\" is no header of its own and was left out");
        }
        return lines;
    }

    /** Posts must not get two {@code Reply-To:} headers (D21, RFC 5322 §3.6). */
    private void finishHeaders(Map<Parameter, String> parameters) {
        String custom = parameters.get(Parameter.CUSTOM_HEADERS);
        boolean replyTo = edits.isThere(Parameter.REPLY_TO_SENDER.control());
        if (custom != null) {
            edits.writeLines(
                    Parameter.CUSTOM_HEADERS,
                    tellDropped(Parameter.CUSTOM_HEADERS, dropped -> headers.custom(custom, replyTo, dropped)));
        } else if (edits.has(Parameter.REPLY_TO_SENDER.control())) {
            edits.present(Parameter.CUSTOM_HEADERS.control())
                    .ifPresent(content -> edits.writeLines(
                            Parameter.CUSTOM_HEADERS,
                            headers.withReplyTo(content.lines().toList(), replyTo)));
        }
    }

    /** The wrappers of old look for both footers before they add either (spec 09 §7.8). */
    private void finishFooters(Map<Parameter, String> parameters) {
        String html = parameters.getOrDefault(Parameter.FOOTER_HTML, "");
        String control = Parameter.FOOTER_TEXT.control();
        if (!html.isEmpty() && edits.content(control).map(String::isBlank).orElse(true)) {
            edits.put(new ControlEdit.Write(control, "\n"));
        }
    }

    private void warn(Parameter parameter, String message) {
        warnings.add(parameter.parameter() + ": " + message);
    }

    /** For people: short, and without what could be taken for a line of its own. */
    private static String shown(String value) {
        String plain = value.replaceAll("\\p{Cntrl}", " ");
        return plain.length() <= 80 ? plain : plain.substring(0, 80) + "...";
    }

    static boolean isYes(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "yes", "true", "1" -> true;
            default -> false;
        };
    }

    private static boolean isNo(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "no", "false", "0" -> true;
            default -> false;
        };
    }
}
