package org.jmlmmj.receive;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.List;

/**
 * An extended regular expression with the meaning that glibc's {@code regcomp(REG_EXTENDED|REG_ICASE|REG_NOSUB)} gives it in the
 * "C" locale (spec 02 §5.3): byte by byte, only A–Z and a–z are the same letters. Immutable and thread-safe.
 *
 * <p>RE2/J does the search, in time that grows linearly with the text, so no mail can keep the search busy:
 * {@code (a+)+$} costs nothing special. Known differences to glibc, all on purpose:
 *
 * <ul>
 *   <li>back references are refused;
 *   <li>so are expressions that would take more than {@value PosixParser#MOST_INSTRUCTIONS} instructions or nest deeper than
 *       {@value PosixParser#MOST_LEVELS} levels;
 *   <li>{@code .} and the like also match NUL, which no C string can hold;
 *   <li>an anchor in a group with a count, as in {@code (^a){2}}, holds every time; glibc forgets it in its copies of the group;
 *   <li>a backslash before a letter that is no operator is ignored with a warning; glibc then never finds a lower-case letter.
 * </ul>
 */
public final class PosixPattern {
    private final HeaderForm form;
    private final Pattern pattern;
    private final List<String> warnings;

    private PosixPattern(HeaderForm form, Pattern pattern, List<String> warnings) {
        this.form = form;
        this.pattern = pattern;
        this.warnings = warnings;
    }

    /**
     * Translates an expression.
     *
     * @param expression every character one octet (ISO-8859-1)
     * @throws UnusablePatternException if it is no valid expression or one of those refused on purpose; nothing else is ever
     *     thrown
     */
    public static PosixPattern of(String expression) {
        PosixParser parser = new PosixParser(expression);
        PosixNode tree = parser.parse();
        HeaderForm form = parser.tellsWordEnds() ? HeaderForm.FRAMED : HeaderForm.PLAIN;
        return new PosixPattern(form, compile(form.expression(tree.text(form))), parser.warnings());
    }

    private static Pattern compile(String text) {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw new UnusablePatternException("is refused by the search engine: " + e.getDescription());
        }
    }

    /**
     * Whether a match lies anywhere in the text.
     *
     * @param text every character one octet (ISO-8859-1)
     */
    public boolean isIn(String text) {
        return pattern.matcher(form.show(text)).find();
    }

    /** The steps that a search takes at most for one octet of the text. */
    public int stepsPerOctet() {
        return pattern.programSize() * form.charactersPerOctet();
    }

    /** What the author of the expression should know, one sentence each. */
    public List<String> warnings() {
        return warnings;
    }
}
