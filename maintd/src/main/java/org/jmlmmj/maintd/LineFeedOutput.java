package org.jmlmmj.maintd;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Turns CR LF into LF, the line end of every mail that lies in a list. A CR alone stays. Not thread-safe. */
final class LineFeedOutput extends FilterOutputStream {
    private boolean afterReturn;

    LineFeedOutput(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int octet) throws IOException {
        if (afterReturn && octet != '\n') {
            out.write('\r');
        }
        afterReturn = octet == '\r';
        if (!afterReturn) {
            out.write(octet);
        }
    }

    @Override
    public void write(byte[] octets, int offset, int length) throws IOException {
        int from = offset;
        for (int i = offset; i < offset + length; i++) {
            if (octets[i] == '\r' || afterReturn) {
                out.write(octets, from, i - from);
                write(octets[i]);
                from = i + 1;
            }
        }
        out.write(octets, from, offset + length - from);
    }

    @Override
    public void close() throws IOException {
        if (afterReturn) {
            out.write('\r');
            afterReturn = false;
        }
        super.close();
    }
}
