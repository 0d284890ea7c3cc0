package org.jmlmmj.core.test.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import org.apache.lucene.tests.mockfile.FilterFileChannel;

/** An open file or folder of a recorded disk. As thread-safe as file channels are. */
final class RecordedFile extends FilterFileChannel {
    private final DiskLog log;
    private final DiskNode node;
    private final boolean appends;

    RecordedFile(FileChannel file, DiskLog log, DiskNode node, boolean appends) {
        super(file);
        this.log = log;
        this.node = node;
        this.appends = appends;
    }

    /** Writes some octets somewhere. */
    private interface Writing {
        int write() throws IOException;
    }

    private int record(ByteBuffer octets, long position, Writing writing) throws IOException {
        ByteBuffer copy = octets.duplicate();
        int written = writing.write();
        log.written(node, position, copy.limit(copy.position() + written));
        return written;
    }

    @Override
    public int write(ByteBuffer octets) throws IOException {
        synchronized (log) {
            long position = appends ? delegate.size() : delegate.position();
            return record(octets, position, () -> super.write(octets));
        }
    }

    @Override
    public long write(ByteBuffer[] octets, int offset, int length) throws IOException {
        long total = 0;
        for (int i = offset; i < offset + length; i++) {
            while (octets[i].hasRemaining()) {
                total += write(octets[i]);
            }
        }
        return total;
    }

    @Override
    public int write(ByteBuffer octets, long position) throws IOException {
        synchronized (log) {
            return record(octets, position, () -> super.write(octets, position));
        }
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
        synchronized (log) {
            boolean shorter = size < delegate.size();
            super.truncate(size);
            if (shorter) {
                log.cut(node, size);
            }
            return this;
        }
    }

    @Override
    public void force(boolean metaData) throws IOException {
        int begun = log.size();
        super.force(metaData);
        log.forced(node, begun);
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long position, long count) {
        throw new UnsupportedOperationException("not recorded");
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) throws IOException {
        if (mode != MapMode.READ_ONLY) {
            throw new UnsupportedOperationException("not recorded");
        }
        return super.map(mode, position, size);
    }
}
