package org.jmlmmj.admin;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;

/**
 * A print stream that does not keep its errors to itself: a full disk or a closed pipe ends the program, instead of a list of
 * subscribers that is cut and looks complete. To be written to in large pieces; closing it leaves the stream open. As
 * thread-safe as that.
 */
final class CheckedOutput extends OutputStream {
    private final PrintStream stream;

    CheckedOutput(PrintStream stream) {
        this.stream = stream;
    }

    @Override
    public void write(int octet) throws IOException {
        stream.write(octet);
        check();
    }

    @Override
    public void write(byte[] octets, int offset, int length) throws IOException {
        stream.write(octets, offset, length);
        check();
    }

    @Override
    public void flush() throws IOException {
        check();
    }

    private void check() throws IOException {
        // Flushes, too.
        if (stream.checkError()) {
            throw new IOException("standard output cannot be written");
        }
    }
}
