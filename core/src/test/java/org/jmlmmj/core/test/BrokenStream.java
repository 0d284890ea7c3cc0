package org.jmlmmj.core.test;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** A stream that gives some octets and then fails, as a pipe whose writer was killed or a bad disk. Not thread-safe. */
public final class BrokenStream extends InputStream {
    private final byte[] octets;
    private int given;

    /** Fails after the text. */
    public BrokenStream(String text) {
        this.octets = text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public int read() throws IOException {
        if (given == octets.length) {
            throw new IOException("broken stream");
        }
        return octets[given++] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        buffer[offset] = (byte) read();
        return 1;
    }
}
