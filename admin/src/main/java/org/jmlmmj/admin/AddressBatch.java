package org.jmlmmj.admin;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.address.InvalidAddressException;
import org.jmlmmj.core.cli.FailureText;
import org.jmlmmj.core.cli.Invocation;
import org.jmlmmj.core.cli.Options;
import org.jmlmmj.core.cli.RefusedException;
import org.jmlmmj.core.cli.UsageException;
import org.jmlmmj.core.subscriber.AddressSet;

/**
 * Many addresses for one run: options {@code -a -} (standard input) and {@code -i FILE}. What is no address, or not fit for the
 * purpose, is named on standard error with its line and left out. Not thread-safe.
 */
final class AddressBatch {
    private final Invocation invocation;
    private final Function<EmailAddress, Optional<String>> refusal;
    private final AddressSet addresses;
    private int repeated;
    private int refused;

    private AddressBatch(Invocation invocation, Function<EmailAddress, Optional<String>> refusal) {
        this.invocation = invocation;
        this.refusal = refusal;
        this.addresses = new AddressSet(Long.parseLong(invocation.names().next(), 16));
    }

    /** Whether the options ask for many addresses. */
    static boolean isWanted(Options options) {
        return options.has('i') || options.value('a').orElse("").equals("-");
    }

    /** Checks the options before anything is done. */
    static void checkUsage(Options options) throws UsageException {
        if (options.has('i') && options.has('a')) {
            throw new UsageException("-a gives the addresses or -i the file that holds them; only one makes sense");
        }
    }

    /**
     * Reads all addresses.
     *
     * @param refusal why an address is not fit, as the end of a sentence that begins with it
     * @throws RefusedException if the file cannot be read or is a table without addresses
     */
    static AddressBatch read(Invocation invocation, Options options, Function<EmailAddress, Optional<String>> refusal)
            throws RefusedException, IOException {
        AddressBatch batch = new AddressBatch(invocation, refusal);
        Optional<String> file = options.value('i');
        if (file.isPresent()) {
            batch.readFile(AnswerFile.path(file.get()));
        } else {
            AddressInput.readLines(Path.of("-"), invocation.in(), batch::take);
        }
        return batch;
    }

    private void readFile(Path file) throws RefusedException, IOException {
        InputStream in;
        try {
            in = Files.newInputStream(file);
        } catch (IOException e) {
            throw new RefusedException(FailureText.of(e));
        }
        try (in) {
            AddressInput.readFile(file, in, this::take);
        }
    }

    private void take(long line, String text) {
        EmailAddress address;
        try {
            address = EmailAddress.of(text);
        } catch (InvalidAddressException e) {
            refuse(line, AddressOption.noAddress(text, e));
            return;
        }
        Optional<String> reason = refusal.apply(address);
        if (reason.isPresent()) {
            refuse(line, address + " " + reason.get());
        } else if (addresses.add(address) < 0) {
            repeated++;
        }
    }

    private void refuse(long line, String reason) {
        refused++;
        ListOption.say(invocation, "line " + line + ": " + reason);
    }

    /** What was read. */
    AddressSet addresses() {
        return addresses;
    }

    /** How many lines held an address that an earlier one holds. */
    int repeated() {
        return repeated;
    }

    /** How many lines were left out. */
    int refused() {
        return refused;
    }
}
