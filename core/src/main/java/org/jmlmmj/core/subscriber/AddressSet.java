package org.jmlmmj.core.subscriber;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jmlmmj.core.address.EmailAddress;

/**
 * Addresses in lower case, each once, numbered from 0 in the order in which they came. A million of them have to fit a heap of
 * 64 MiB, where objects of their own would need twice that: so the octets stand one behind the other in blocks, each address
 * behind its length, and an open-addressing table of numbers finds them. Not
 * thread-safe, but several threads may search a set to which nothing is added any more.
 */
public final class AddressSet {
    private static final int BLOCK_OCTETS = 64 * 1024;
    private static final int FIRST_OCTETS = 512;
    private static final int ABSENT = -1;

    private final long multiplier;
    private final List<byte[]> blocks = new ArrayList<>();
    private int used = BLOCK_OCTETS;
    private int[] places = new int[64];
    private int size;
    /** Numbers plus one, 0 is empty; its length is a power of two. */
    private int[] table = new int[128];

    /**
     * An empty set.
     *
     * @param seed any number that nobody can guess; without it somebody could choose addresses that all fall together and make
     *     every search as slow as the set is large
     */
    public AddressSet(long seed) {
        this.multiplier = seed * 2 + 1;
    }

    /** Adds an address. Returns its number, or the complement ({@code ~}) of the number of an equal one that was there before. */
    public int add(EmailAddress address) {
        byte[] octets = SubscriberFile.octets(address);
        return add(octets, 0, octets.length);
    }

    /** Adds the address that these octets are, at most {@link EmailAddress#MAX_OCTETS}; A–Z become a–z. */
    int add(byte[] octets, int from, int length) {
        int slot = slot(octets, from, length);
        if (table[slot] != 0) {
            return ~(table[slot] - 1);
        }
        if (size == places.length) {
            places = Arrays.copyOf(places, size + size / 2);
        }
        places[size] = store(octets, from, length);
        table[slot] = ++size;
        if (size > table.length / 2) {
            rebuild();
        }
        return size - 1;
    }

    private int store(byte[] octets, int from, int length) {
        if (used + 1 + length > BLOCK_OCTETS) {
            blocks.add(new byte[blocks.isEmpty() ? FIRST_OCTETS : BLOCK_OCTETS]);
            used = 0;
        }
        byte[] block = lastBlock(used + 1 + length);
        int place = (blocks.size() - 1) * BLOCK_OCTETS + used;
        // At most 254 (EmailAddress.MAX_OCTETS), so one octet holds it.
        block[used++] = (byte) length;
        for (int i = from; i < from + length; i++) {
            block[used++] = lowerCase(octets[i]);
        }
        return place;
    }

    /** Only the first block grows: many sets are small, and a full block for each would be a waste. */
    private byte[] lastBlock(int needed) {
        int last = blocks.size() - 1;
        byte[] block = blocks.get(last);
        if (needed > block.length) {
            block = Arrays.copyOf(block, Math.min(BLOCK_OCTETS, Math.max(needed, block.length * 2)));
            blocks.set(last, block);
        }
        return block;
    }

    private void rebuild() {
        table = new int[table.length * 2];
        for (int number = 0; number < size; number++) {
            byte[] block = block(number);
            int start = start(number);
            table[slot(block, start, length(number))] = number + 1;
        }
    }

    /** The number of an address; -1 if it is not here. */
    public int find(EmailAddress address) {
        byte[] octets = SubscriberFile.octets(address);
        return find(octets, 0, octets.length);
    }

    /** The number of the address that these octets are when A–Z and a–z count as the same; -1 if there is none. */
    int find(byte[] octets, int from, int length) {
        return length > EmailAddress.MAX_OCTETS ? ABSENT : table[slot(octets, from, length)] - 1;
    }

    /** Where the address is in the table, or where it would have to go. */
    private int slot(byte[] octets, int from, int length) {
        long hash = length;
        for (int i = from; i < from + length; i++) {
            hash = hash * multiplier + lowerCase(octets[i]);
        }
        int slot = (int) (hash >>> 32 ^ hash >>> 7) & table.length - 1;
        while (table[slot] != 0 && !isAt(table[slot] - 1, octets, from, length)) {
            slot = slot + 1 & table.length - 1;
        }
        return slot;
    }

    private boolean isAt(int number, byte[] octets, int from, int length) {
        if (length(number) != length) {
            return false;
        }
        byte[] block = block(number);
        int start = start(number);
        for (int i = 0; i < length; i++) {
            if (block[start + i] != lowerCase(octets[from + i])) {
                return false;
            }
        }
        return true;
    }

    private static byte lowerCase(byte octet) {
        return octet >= 'A' && octet <= 'Z' ? (byte) (octet + 32) : octet;
    }

    private byte[] block(int number) {
        return blocks.get(places[number] / BLOCK_OCTETS);
    }

    private int start(int number) {
        return places[number] % BLOCK_OCTETS + 1;
    }

    private int length(int number) {
        return block(number)[start(number) - 1] & 0xff;
    }

    /** How many addresses there are. */
    public int size() {
        return size;
    }

    /** How much memory it takes, in octets. */
    public int octets() {
        return blocks.stream().mapToInt(block -> block.length).sum() + Integer.BYTES * (places.length + table.length);
    }

    /** The address with this number, in lower case. */
    public EmailAddress address(int number) {
        return EmailAddress.of(new String(block(number), start(number), length(number), StandardCharsets.UTF_8));
    }
}
