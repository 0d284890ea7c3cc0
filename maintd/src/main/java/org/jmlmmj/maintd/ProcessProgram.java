package org.jmlmmj.maintd;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.address.HeaderAddresses;
import org.jmlmmj.core.log.Syslog;
import org.jmlmmj.core.message.Header;
import org.jmlmmj.core.message.HeaderBlock;
import org.jmlmmj.core.message.HeaderReader;
import org.jmlmmj.core.message.OversizedHeadersException;
import org.jmlmmj.core.spool.Incoming;

/**
 * Processes mails with the installed {@code mlmmj-process}, one process for each. That is slow, but such mails are rare; and one
 * that has killed the process which received it, because it fills the memory for example, must not end the maintenance of all
 * lists. Immutable and thread-safe.
 *
 * @param program the program
 */
record ProcessProgram(Path program) implements Reprocessor {
    private static final int MOST_OCTETS = 4096;

    /** The program in the installation that the launcher names. */
    static ProcessProgram installed() {
        return new ProcessProgram(Path.of(System.getProperty("jmlmmj.home", "/usr"), "bin", "mlmmj-process"));
    }

    @Override
    public void process(Path list, Path mail) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(program.toString(), "-L", list.toString(), "-m", mail.toString())
                .redirectErrorStream(true);
        // What cron or a mail server set for us says nothing about this mail.
        builder.environment().keySet().removeAll(Set.of("SENDER", "EXTENSION", "DEFAULT", "LOCAL_PART_SUFFIX"));
        lostSender(mail).ifPresent(sender -> builder.environment().put("SENDER", sender));
        Process process = builder.start();
        process.getOutputStream().close();
        String said;
        try (InputStream out = process.getInputStream()) {
            said = new String(out.readNBytes(MOST_OCTETS), StandardCharsets.UTF_8);
            out.transferTo(OutputStream.nullOutputStream());
        }
        try {
            int status = process.waitFor();
            if (status != 0) {
                throw new IOException(
                        mail + ": mlmmj-process ended with " + status + ": " + Syslog.oneLine(said.strip()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted while " + mail + " was processed").initCause(e);
        }
    }

    /**
     * The author of a mail whose envelope sender nobody knows, as the mail server told it to a program of the original that died.
     * Without one the mail would count as a bounce and be put aside; a real bounce names itself in its other headers.
     */
    private static Optional<String> lostSender(Path mail) throws IOException {
        if (Incoming.envelope(mail).isPresent()) {
            return Optional.empty();
        }
        HeaderBlock headers;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(mail, LinkOption.NOFOLLOW_LINKS))) {
            headers = HeaderReader.read(in);
        } catch (OversizedHeadersException e) {
            // The program says so too.
            return Optional.empty();
        }
        if (headers.first("Return-Path").isPresent()) {
            return Optional.empty();
        }
        return headers.first("From").map(Header::text).stream()
                .flatMap(from -> HeaderAddresses.parse(from).stream())
                .map(EmailAddress::value)
                .findFirst();
    }
}
