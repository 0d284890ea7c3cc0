package org.jmlmmj.receive;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Any octets as access rules and, behind an empty line, the headers they judge. For one thread. */
public final class AccessFuzzTarget {
    private AccessFuzzTarget() {}

    /** One input. */
    public static void fuzzerTestOneInput(byte[] octets) {
        String text = new String(octets, StandardCharsets.ISO_8859_1);
        int gap = text.indexOf("\n\n");
        List<String> rules = lines(gap < 0 ? text : text.substring(0, gap));
        List<String> headers = lines(gap < 0 ? text : text.substring(gap + 2));
        AccessResult result = AccessRules.of(rules).judge(headers);
        assertThat(result.reason()).isNotEmpty();
        result.qualifier().ifPresent(word -> assertThat(word).matches("[A-Za-z0-9_-][A-Za-z0-9_.-]*"));
        rules.forEach(AccessFuzzTarget::checkPattern);
    }

    private static List<String> lines(String text) {
        return Arrays.asList(text.split("\n", -1));
    }

    /** The steps for each octet are bounded, whatever the expression (spec 02 §5.3). */
    private static void checkPattern(String expression) {
        try {
            int steps = PosixPattern.of(expression).stepsPerOctet();
            assertThat(steps).isLessThanOrEqualTo(8 * PosixParser.MOST_INSTRUCTIONS);
        } catch (UnusablePatternException e) {
            assertThat(e.reason()).isNotEmpty();
        }
    }
}
