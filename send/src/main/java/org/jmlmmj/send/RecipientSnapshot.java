package org.jmlmmj.send;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import org.jmlmmj.core.address.Ascii;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.spool.Draft;

/**
 * Writes recipients to a file, one address per line and each address once, whatever its case. Not thread-safe.
 *
 * <p>A set of a million addresses would fill the heap. So memory holds only, per address, where its line begins (40 bits) and a
 * part of its hash (24 bits), in an open hash table of at most 16 octets per address. Where these agree, the line itself is
 * read again and decides, so nobody is left out because of a collision. The table grows by reading the file again, which
 * spares a second table.
 */
final class RecipientSnapshot {
    private static final int BUFFER_OCTETS = 64 * 1024;
    private static final int OFFSET_BITS = 40;
    private static final long OFFSET_MASK = (1L << OFFSET_BITS) - 1;

    private final Draft draft;
    private final long start;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_OCTETS);
    // Unknown to those who choose addresses, who could otherwise make many collide and every comparison read the file.
    private final long seed = ThreadLocalRandom.current().nextLong();
    private long[] table;
    private long flushed;
    private long count;

    /** Begins behind what the draft holds already. */
    RecipientSnapshot(Draft draft) throws IOException {
        this(draft, 1 << 10);
    }

    RecipientSnapshot(Draft draft, int slots) throws IOException {
        this.draft = draft;
        this.start = draft.channel().size();
        this.flushed = start;
        this.table = new long[slots];
    }

    /** Adds a recipient; false if the address is there already. */
    boolean add(EmailAddress address) throws IOException {
        byte[] line = (address.value() + "\n").getBytes(StandardCharsets.UTF_8);
        byte[] folded = folded(line);
        if (2 * (count + 1) > table.length) {
            grow();
        }
        if (!insert(folded, flushed + buffer.position())) {
            return false;
        }
        if (buffer.remaining() < line.length) {
            flush();
        }
        buffer.put(line);
        count++;
        return true;
    }

    /** How many recipients there are. */
    long count() {
        return count;
    }

    /** Hands everything to the file. */
    void flush() throws IOException {
        buffer.flip();
        flushed += buffer.remaining();
        draft.write(buffer);
        buffer.clear();
    }

    private boolean insert(byte[] line, long offset) throws IOException {
        long hash = hash(line);
        long tag = hash >>> OFFSET_BITS;
        int slot = (int) hash & (table.length - 1);
        while (table[slot] != 0) {
            if (table[slot] >>> OFFSET_BITS == tag && isAt((table[slot] & OFFSET_MASK) - 1, line)) {
                return false;
            }
            slot = (slot + 1) & (table.length - 1);
        }
        // Plus one, as 0 is an empty slot.
        table[slot] = tag << OFFSET_BITS | (offset + 1);
        return true;
    }

    private boolean isAt(long offset, byte[] line) throws IOException {
        if (offset + line.length > flushed) {
            flush();
        }
        ByteBuffer there = ByteBuffer.allocate(line.length);
        int n = 0;
        while (there.hasRemaining() && n >= 0) {
            n = draft.channel().read(there, offset + there.position());
        }
        return !there.hasRemaining() && Arrays.equals(folded(there.array()), line);
    }

    private void grow() throws IOException {
        flush();
        table = new long[2 * table.length];
        ByteBuffer read = ByteBuffer.allocate(BUFFER_OCTETS);
        long position = start;
        while (draft.channel().read(read, position + read.position()) > 0) {
            read.flip();
            position += insertLines(read, position);
            read.compact();
        }
    }

    /** Inserts every whole line of the buffer, and returns how many octets these have. */
    private int insertLines(ByteBuffer read, long position) throws IOException {
        int begin = read.position();
        for (int i = begin; i < read.limit(); i++) {
            if (read.get(i) == '\n') {
                byte[] line = new byte[i + 1 - read.position()];
                long offset = position + read.position() - begin;
                read.get(line);
                insert(folded(line), offset);
            }
        }
        return read.position() - begin;
    }

    private static byte[] folded(byte[] line) {
        byte[] folded = new byte[line.length];
        for (int i = 0; i < line.length; i++) {
            folded[i] = line[i] < 0 ? line[i] : (byte) Ascii.lowerCase((char) line[i]);
        }
        return folded;
    }

    /** FNV-1a, then mixed so that the upper bits depend on every octet. */
    private long hash(byte[] line) {
        long hash = seed;
        for (byte octet : line) {
            hash = (hash ^ octet) * 0x100000001b3L;
        }
        hash ^= hash >>> 32;
        hash *= 0x9e3779b97f4a7c15L;
        return hash ^ hash >>> 29;
    }
}
