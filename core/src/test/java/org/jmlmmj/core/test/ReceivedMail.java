package org.jmlmmj.core.test;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One mail that a {@link ScriptedSmtpPeer} took. Immutable but for its octets, which nobody changes.
 *
 * @param mailCommand the MAIL command with its parameters
 * @param recipients the accepted recipients, without angle brackets
 * @param raw what came after DATA, dots doubled, without the final dot and its CR LF
 */
@SuppressWarnings("ArrayRecordComponent")
public record ReceivedMail(String mailCommand, List<String> recipients, byte[] raw) {
    /** The envelope sender without angle brackets. */
    public String sender() {
        return mailCommand.substring(mailCommand.indexOf('<') + 1, mailCommand.indexOf('>'));
    }

    /** The only recipient. */
    public String recipient() {
        if (recipients.size() != 1) {
            throw new AssertionError("not one recipient: " + recipients);
        }
        return recipients.get(0);
    }

    /** The mail as a server hands it on: doubled dots are single again (RFC 5321 §4.5.2). */
    public byte[] message() {
        ByteArrayOutputStream message = new ByteArrayOutputStream(raw.length);
        for (int i = 0; i < raw.length; i++) {
            boolean lineStart = i == 0 || raw[i - 1] == '\n';
            if (raw[i] != '.' || !lineStart) {
                message.write(raw[i]);
            }
        }
        return message.toByteArray();
    }

    /** {@link #message} with every octet as one character. */
    public String text() {
        return new String(message(), StandardCharsets.ISO_8859_1);
    }
}
