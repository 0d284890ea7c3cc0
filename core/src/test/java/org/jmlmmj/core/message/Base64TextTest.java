package org.jmlmmj.core.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Base64TextTest {
    private static byte[] lines(byte[] octets, int width) {
        StringBuilder text = new StringBuilder(Base64.getEncoder().encodeToString(octets));
        for (int i = width; i < text.length(); i += width + 1) {
            text.insert(i, '\n');
        }
        return text.append('\n').toString().getBytes(ISO_8859_1);
    }

    private static byte[] apply(byte[] encoded, Edit edit) {
        byte[] tail = Arrays.copyOfRange(encoded, (int) edit.to(), encoded.length);
        byte[] result = Arrays.copyOf(encoded, (int) edit.from() + edit.octets().length + tail.length);
        System.arraycopy(edit.octets(), 0, result, (int) edit.from(), edit.octets().length);
        System.arraycopy(tail, 0, result, result.length - tail.length, tail.length);
        return result;
    }

    @ParameterizedTest
    @ValueSource(strings = {"Zm8=Zm8=", "Zm9", "Zm9v*", "Zm9v\n-- \nfooter", "=", "Zm=v", "Zm9v\0"})
    void what_is_no_clean_base64_is_refused(String encoded) {
        assertThat(Base64Text.read(encoded.getBytes(ISO_8859_1))).isEmpty();
    }

    @Test
    void white_space_around_and_inside_does_not_matter() {
        assertThat(Base64Text.read("\r\n Zm\n9v \t\r\n".getBytes(ISO_8859_1))
                        .orElseThrow()
                        .octets())
                .isEqualTo("foo".getBytes(ISO_8859_1));
        assertThat(Base64Text.read(new byte[0]).orElseThrow().octets()).isEmpty();
    }

    @Property
    void octets_inserted_anywhere_appear_there_and_the_lines_above_stay(
            @ForAll @Size(max = 300) byte[] octets,
            @ForAll @Size(min = 1, max = 100) byte[] inserted,
            @ForAll @IntRange(max = 300) int place,
            @ForAll @IntRange(min = 1, max = 90) int width) {
        byte[] encoded = lines(octets, width);
        int at = Math.min(place, octets.length);
        Edit edit = Base64Text.read(encoded).orElseThrow().insert(at, inserted, LineEnd.LF);
        byte[] expected = new byte[octets.length + inserted.length];
        System.arraycopy(octets, 0, expected, 0, at);
        System.arraycopy(inserted, 0, expected, at, inserted.length);
        System.arraycopy(octets, at, expected, at + inserted.length, octets.length - at);
        byte[] result = apply(encoded, edit);
        assertThat(Base64Text.read(result).orElseThrow().octets()).isEqualTo(expected);
        assertThat(new String(result, ISO_8859_1)).endsWith("\n");
        assertThat(new String(edit.octets(), ISO_8859_1).lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(76));
        if (width % 4 == 0) {
            long octetsPerLine = width / 4L * 3;
            long octetsAbove = edit.from() / (width + 1) * octetsPerLine;
            assertThat(at - octetsAbove).isBetween(0L, octetsPerLine);
        }
    }
}
