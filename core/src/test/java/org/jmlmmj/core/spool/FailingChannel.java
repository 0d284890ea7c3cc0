package org.jmlmmj.core.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/** An open file on a disk that is full after some octets more. Only what locked files use is there. */
final class FailingChannel extends FileChannel {
    private final FileChannel file;
    private int room;

    FailingChannel(FileChannel file, int room) {
        this.file = file;
        this.room = room;
    }

    @Override
    public int write(ByteBuffer octets, long position) throws IOException {
        if (room == 0) {
            throw new IOException("No space left on device");
        }
        int length = Math.min(room, octets.remaining());
        ByteBuffer part = octets.slice(octets.position(), length);
        int written = file.write(part, position);
        octets.position(octets.position() + written);
        room -= written;
        return written;
    }

    @Override
    public int read(ByteBuffer octets, long position) throws IOException {
        return file.read(octets, position);
    }

    @Override
    public long size() throws IOException {
        return file.size();
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
        file.truncate(size);
        return this;
    }

    @Override
    public void force(boolean metaData) throws IOException {
        file.force(metaData);
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) throws IOException {
        return file.lock(position, size, shared);
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
        return file.tryLock(position, size, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
        file.close();
    }

    @Override
    public int read(ByteBuffer octets) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long read(ByteBuffer[] octets, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int write(ByteBuffer octets) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long write(ByteBuffer[] octets, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long position() {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileChannel position(long position) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long position, long count) {
        throw new UnsupportedOperationException();
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) {
        throw new UnsupportedOperationException();
    }
}
