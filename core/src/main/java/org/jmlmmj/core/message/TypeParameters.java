package org.jmlmmj.core.message;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.james.mime4j.stream.NameValuePair;
import org.apache.james.mime4j.util.MimeParameterMapping;

/**
 * The parameters of a {@code Content-Type:} that matter here, also in the forms of RFC 2231. Immutable and thread-safe.
 *
 * @param boundary without white space at its end, which no boundary has (RFC 2046 §5.1.1)
 * @param isFlowed whether lines are joined when shown (RFC 3676)
 * @param start the {@code Content-ID:} of the root of a multipart/related (RFC 2387 §3.2)
 * @param isNamed whether the part has a file name
 * @param flaw why mail programs may disagree about them, if they may
 */
record TypeParameters(
        Optional<String> boundary,
        Optional<String> charset,
        boolean isFlowed,
        Optional<String> start,
        boolean isNamed,
        Optional<String> flaw) {

    static final TypeParameters NONE =
            new TypeParameters(Optional.empty(), Optional.empty(), false, Optional.empty(), false, Optional.empty());

    private static final int MOST_SECTIONS = 20;

    static TypeParameters of(List<NameValuePair> parameters) {
        Reading reading = new Reading(parameters);
        Optional<String> boundary = reading.boundary();
        Optional<String> charset = reading.value("charset").map(String::strip);
        boolean isFlowed = reading.value("format")
                .filter(format -> format.strip().equalsIgnoreCase("flowed"))
                .isPresent();
        Optional<String> start = reading.value("start").map(String::strip);
        boolean isNamed = !reading.sections("name").isEmpty();
        return new TypeParameters(boundary, charset, isFlowed, start, isNamed, reading.flaw);
    }

    /** A parameter, or a piece of one: {@code name*3*}. */
    private record Section(String name, int number, NameValuePair pair) {}

    private static final class Reading {
        private final List<NameValuePair> parameters;
        private Optional<String> flaw = Optional.empty();

        Reading(List<NameValuePair> parameters) {
            this.parameters = parameters;
        }

        List<Section> sections(String name) {
            List<Section> found = new ArrayList<>(1);
            for (NameValuePair pair : parameters) {
                String whole = pair.getName() == null ? "" : pair.getName().toLowerCase(Locale.ROOT);
                int star = whole.indexOf('*');
                if (name.equals(star < 0 ? whole : whole.substring(0, star))) {
                    found.add(new Section(whole, star < 0 ? -1 : number(whole.substring(star)), pair));
                }
            }
            found.sort(Comparator.comparingInt(Section::number));
            return found;
        }

        /** The number in {@code *3} or {@code *3*}; -1 if there is none. */
        private static int number(String star) {
            String digits = star.replace("*", "");
            boolean isNumber =
                    !digits.isEmpty() && digits.length() <= 2 && digits.chars().allMatch(Reading::isDigit);
            return isNumber ? Integer.parseInt(digits) : -1;
        }

        private static boolean isDigit(int c) {
            return c >= '0' && c <= '9';
        }

        Optional<String> boundary() {
            Optional<String> boundary = value("boundary").map(String::stripTrailing);
            if (boundary.isPresent() && !boundary.get().matches("[ -~]+")) {
                flaw = Optional.of("a boundary is empty or not plain ASCII");
                return Optional.empty();
            }
            return boundary;
        }

        Optional<String> value(String name) {
            List<Section> sections = sections(name);
            if (sections.isEmpty()) {
                return Optional.empty();
            }
            if (!isWellFormed(sections)) {
                flaw = Optional.of("a Content-Type has several or broken parameters " + name);
                return Optional.empty();
            }
            // The library joins the pieces in the order in which it gets them.
            MimeParameterMapping joined = new MimeParameterMapping();
            sections.forEach(section ->
                    joined.addParameter(section.name(), section.pair().getValue()));
            Optional<String> value = Optional.ofNullable(joined.get(name));
            if (value.isPresent() && !value.get().equals(PartHeaders.cut(value.get()))) {
                flaw = Optional.of("a Content-Type has an endless parameter " + name);
                return Optional.empty();
            }
            return value;
        }

        /** One whole parameter, or pieces numbered 0, 1, 2 (RFC 2231 §3). */
        private static boolean isWellFormed(List<Section> sections) {
            if (sections.stream().anyMatch(section -> section.pair().getValue() == null)) {
                return false;
            }
            if (sections.size() == 1 && sections.get(0).number() <= 0) {
                return true;
            }
            for (int i = 0; i < sections.size(); i++) {
                if (sections.get(i).number() != i || i > MOST_SECTIONS) {
                    return false;
                }
            }
            return true;
        }
    }
}
