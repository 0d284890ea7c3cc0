package org.jmlmmj.maintd;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import org.jmlmmj.core.log.Syslog;

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
        // Nobody knows the envelope any more; what cron or a mail server set for us says nothing about this mail.
        builder.environment().keySet().removeAll(Set.of("SENDER", "EXTENSION", "DEFAULT", "LOCAL_PART_SUFFIX"));
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
}
