package org.jmlmmj.core.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jmlmmj.core.log.Syslog;
import org.jmlmmj.core.spool.RandomNames;
import org.junit.jupiter.api.Test;

class ProgramFailureTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<String> logged = new ArrayList<>();

    private static final class Failing extends Program {
        private final Optional<Error> error;

        Failing(Optional<Error> error) {
            super("mlmmj-test", "");
            this.error = error;
        }

        @Override
        protected String usage() {
            return "";
        }

        @Override
        protected ExitStatus run(Invocation invocation, Options options) throws IOException {
            if (error.isPresent()) {
                throw error.get();
            }
            throw new IOException("the disk is full");
        }
    }

    private ExitStatus run(Syslog syslog) {
        return run(syslog, Optional.empty());
    }

    private ExitStatus run(Syslog syslog, Optional<Error> error) {
        PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
        return new Failing(error)
                .run(new Invocation(
                        "mlmmj-test",
                        List.of(),
                        Map.of(),
                        InputStream.nullInputStream(),
                        stream,
                        stream,
                        Clock.systemUTC(),
                        RandomNames.secure(),
                        syslog));
    }

    @Test
    void says_a_failure_to_the_person_and_to_the_log() {
        assertThat(run((level, message) -> logged.add(message))).isEqualTo(ExitStatus.TEMPORARY_FAILURE);

        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualToNormalizingNewlines("mlmmj-test: the disk is full\n");
        assertThat(logged).containsExactly("the disk is full");
    }

    @Test
    void says_a_failure_only_once_if_the_log_is_standard_error() {
        run(new Syslog() {
            @Override
            public void log(Level level, String message) {
                logged.add(message);
            }

            @Override
            public boolean isOnStderr() {
                return true;
            }
        });

        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualToNormalizingNewlines("mlmmj-test: the disk is full\n");
        assertThat(logged).isEmpty();
    }

    @Test
    void class_that_is_missing_is_a_temporary_failure() {
        ExitStatus status =
                run((level, message) -> logged.add(message), Optional.of(new NoClassDefFoundError("org/example/Gone")));

        assertThat(status).isEqualTo(ExitStatus.TEMPORARY_FAILURE);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("org/example/Gone");
    }

    @Test
    void java_that_cannot_read_its_own_files_is_a_temporary_failure() {
        ExitStatus status = run(
                (level, message) -> logged.add(message),
                Optional.of(new InternalError("Error loading java.security file")));

        assertThat(status).isEqualTo(ExitStatus.TEMPORARY_FAILURE);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("java.security");
    }
}
