package org.jmlmmj.send.smtp;

/**
 * Whether octets that come one by one are UTF-8 (RFC 3629 §4), without keeping them: a mail without an empty line may be all
 * header. Not thread-safe.
 */
final class Utf8Check {
    private boolean beyondAscii;
    private boolean broken;
    private int expected;
    private int least = 0x80;
    private int most = 0xbf;

    void accept(byte octet) {
        int value = octet & 0xff;
        if (expected > 0) {
            broken |= value < least || value > most;
            least = 0x80;
            most = 0xbf;
            expected--;
            beyondAscii |= value >= 0x80;
        } else if (value >= 0x80) {
            beyondAscii = true;
            begin(value);
        }
    }

    private void begin(int value) {
        if (value >= 0xc2 && value <= 0xdf) {
            expected = 1;
        } else if (value >= 0xe0 && value <= 0xef) {
            expected = 2;
            // Neither an overlong form nor half of a UTF-16 pair.
            least = value == 0xe0 ? 0xa0 : 0x80;
            most = value == 0xed ? 0x9f : 0xbf;
        } else if (value >= 0xf0 && value <= 0xf4) {
            expected = 3;
            // Neither an overlong form nor beyond U+10FFFF.
            least = value == 0xf0 ? 0x90 : 0x80;
            most = value == 0xf4 ? 0x8f : 0xbf;
        } else {
            broken = true;
        }
    }

    /** Whether any octet was not ASCII. */
    boolean isBeyondAscii() {
        return beyondAscii;
    }

    /** Whether all octets so far are whole UTF-8 characters. */
    boolean isValid() {
        return !broken && expected == 0;
    }
}
