package org.jmlmmj.bounce;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.BodyDescriptor;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;
import org.jmlmmj.bounce.ReportMail.StatusPart;
import org.jmlmmj.core.message.HeaderBlock;
import org.jmlmmj.core.message.HeaderReader;
import org.jmlmmj.core.message.HtmlText;
import org.jmlmmj.core.message.LineEnd;
import org.jmlmmj.core.message.OversizedHeadersException;

/**
 * Reads what a mail tells about a failure with a pull parser (spec 05 §6.2). Only its first {@link #MOST_OCTETS} count, so the
 * size of a returned mail costs nothing; a part that is cut off there, or broken, tells what it holds up to that place. For
 * one mail and one thread.
 */
final class ReportReader {
    /** Spec 05 §6.2: the work is bounded. */
    static final int MOST_OCTETS = 1024 * 1024;

    /** Every level costs buffers; gateways wrap reports once or twice. */
    private static final int MOST_LEVELS = 20;

    private static final int MOST_PARTS = 500;
    private static final int MOST_TEXT_OCTETS = 128 * 1024;
    private static final MimeConfig LIMITS = MimeConfig.custom()
            .setStrictParsing(false)
            .setMaxLineLen(MOST_OCTETS)
            .setMaxHeaderLen(MOST_OCTETS)
            .setMaxHeaderCount(HeaderReader.MOST_HEADERS)
            .build();

    private final List<StatusPart> statuses = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private String preamble = "";
    private boolean isNotice;
    private int levels;
    private int mails;
    private int parts;

    private ReportReader() {}

    /**
     * Reads a mail.
     *
     * @param mail the mail; not closed
     */
    static ReportMail read(InputStream mail) throws IOException {
        return new ReportReader().read(mail.readNBytes(MOST_OCTETS));
    }

    private ReportMail read(byte[] octets) throws IOException {
        HeaderBlock headers = headers(octets);
        MimeTokenStream tokens = new MimeTokenStream(LIMITS);
        tokens.setRecursionMode(RecursionMode.M_RECURSE);
        try {
            tokens.parse(new ByteArrayInputStream(octets));
            EntityState state = tokens.getState();
            while (state != EntityState.T_END_OF_STREAM && levels <= MOST_LEVELS && parts <= MOST_PARTS) {
                take(state, tokens);
                state = tokens.next();
            }
        } catch (MimeException | IOException e) {
            // The octets are in memory, so it is the mail that is broken here; what was read before counts.
            text.append('\n');
        }
        // A multipart whose boundary occurs nowhere, as gateways leave them, is all preamble.
        boolean isPlain = statuses.isEmpty() && text.toString().isBlank();
        return new ReportMail(headers, statuses, isNotice, isPlain ? preamble : text.toString());
    }

    private static HeaderBlock headers(byte[] octets) throws IOException {
        try {
            return HeaderReader.read(new ByteArrayInputStream(octets));
        } catch (OversizedHeadersException e) {
            return new HeaderBlock(List.of(), LineEnd.LF, 0);
        }
    }

    private void take(EntityState state, MimeTokenStream tokens) throws IOException {
        switch (state) {
            case T_START_MESSAGE -> {
                levels++;
                mails++;
            }
            case T_END_MESSAGE -> {
                levels--;
                mails--;
            }
            case T_START_MULTIPART -> levels++;
            case T_END_MULTIPART -> levels--;
            case T_PREAMBLE -> takePreamble(tokens);
            case T_BODY -> {
                parts++;
                takeBody(tokens);
            }
            default -> {
                // Headers of parts come with their bodies; an epilogue is for programs without MIME.
            }
        }
    }

    private void takePreamble(MimeTokenStream tokens) throws IOException {
        if (mails == 1 && preamble.isEmpty()) {
            preamble = ReportText.decode(tokens.getInputStream().readNBytes(MOST_TEXT_OCTETS), null);
        }
    }

    private void takeBody(MimeTokenStream tokens) throws IOException {
        BodyDescriptor part = tokens.getBodyDescriptor();
        int depth = mails - 1;
        switch (part.getMimeType().toLowerCase(Locale.ROOT)) {
            case "message/delivery-status", "message/global-delivery-status" ->
                statuses.add(new StatusPart(depth, text(tokens, part)));
            case "message/disposition-notification",
                    "message/global-disposition-notification",
                    "message/feedback-report" -> isNotice |= depth == 0;
            case "text/plain" -> takeText(depth, text(tokens, part));
            case "text/html" -> takeText(depth, HtmlText.toPlain(text(tokens, part)));
            default -> {
                // Pictures, the headers of the mail that is returned.
            }
        }
    }

    /** Text of an attached mail is that of the mail that is returned: its author's words, not a server's. */
    private void takeText(int depth, String words) {
        if (depth == 0 && text.length() < MOST_TEXT_OCTETS) {
            text.append(words).append("\n\n");
        }
    }

    private static String text(MimeTokenStream tokens, BodyDescriptor part) throws IOException {
        return ReportText.decode(tokens.getDecodedInputStream().readNBytes(MOST_TEXT_OCTETS), part.getCharset());
    }
}
