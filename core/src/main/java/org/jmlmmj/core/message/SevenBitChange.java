package org.jmlmmj.core.message;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/** A stretch of a stored mail that is written in another form. Immutable and thread-safe. */
sealed interface SevenBitChange {
    /** What it stands for. */
    FileRange range();

    /** Writes the other form. */
    void writeTo(OutputStream target) throws IOException;

    /**
     * Headers with another transfer encoding. They are read again when they are written, since those of ten thousand parts
     * would take much memory.
     *
     * @param isMessage whether they are those of a mail or of an attached one, which have to say that it is MIME
     */
    record Relabelled(FileRange range, TransferEncoding encoding, LineEnd lineEnd, boolean isMessage)
            implements SevenBitChange {
        @Override
        public void writeTo(OutputStream target) throws IOException {
            List<Header> headers = HeaderReader.read(range.stream()).headers();
            try {
                headers = PartHeaderEdits.apply(headers, Optional.empty(), Optional.of(encoding), lineEnd, isMessage);
            } catch (UntouchableException e) {
                throw new AssertionError("only a charset can be too odd to be changed", e);
            }
            target.write(PartHeaderEdits.octets(headers));
        }
    }

    /** Text in quoted-printable: it stays readable, and its lines stay lines. */
    record QuotedPrintableText(FileRange range, LineEnd lineEnd) implements SevenBitChange {
        @Override
        public void writeTo(OutputStream target) throws IOException {
            OutputStream buffer = new BufferedOutputStream(target, BUFFER_OCTETS);
            QuotedPrintableOutput output = QuotedPrintableOutput.amongBoundaries(buffer, lineEnd);
            range.stream().transferTo(output);
            output.finish();
            buffer.flush();
        }
    }

    /**
     * Other content in base64.
     *
     * @param endsMail whether no boundary follows, with the line end that belongs to it
     */
    record Base64Content(FileRange range, LineEnd lineEnd, boolean endsMail) implements SevenBitChange {
        @Override
        public void writeTo(OutputStream target) throws IOException {
            OutputStream buffer = new BufferedOutputStream(target, BUFFER_OCTETS);
            Base64Output output = new Base64Output(buffer, lineEnd);
            range.stream().transferTo(output);
            output.finish();
            if (endsMail) {
                buffer.write(lineEnd.octets());
            }
            buffer.flush();
        }
    }

    /** Of the buffer between octets that come one by one and the target. */
    int BUFFER_OCTETS = 64 * 1024;
}
