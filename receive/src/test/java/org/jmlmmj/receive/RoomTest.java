package org.jmlmmj.receive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jmlmmj.core.cli.Answer;
import org.jmlmmj.core.cli.ExitStatus;
import org.jmlmmj.core.cli.Invocation;
import org.jmlmmj.core.test.ListFixture;
import org.jmlmmj.send.StopSignal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mails for a list whose file system is nearly full, by what the administrator wants to stay free there. */
class RoomTest {
    private static final String MORE_THAN_THERE_IS = "999999999";

    @TempDir
    Path folder;

    private ListFixture list;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @BeforeEach
    void makeList() {
        list = ListFixture.in(folder);
    }

    private Invocation invocation(String minFree) {
        PrintStream out = new PrintStream(said, true, UTF_8);
        return new Invocation(
                "mlmmj-receive",
                List.of("-P", "-L", list.folder().toString()),
                minFree.isEmpty() ? Map.of() : Map.of("JMLMMJ_MIN_FREE", minFree),
                new ByteArrayInputStream("From: ann@example.net\n\nOwls.\n".getBytes(UTF_8)),
                out,
                out,
                list.clock(),
                list.names(),
                list.syslog());
    }

    private static Answer nobody() {
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), false, UTF_8);
        return new Answer(nowhere, nowhere);
    }

    private ExitStatus receive(String minFree) {
        return new MlmmjReceive(nobody(), folder, StopSignal::new).run(invocation(minFree));
    }

    private List<String> everything() {
        return List.of(list.names("incoming"), list.names(""))
                .toString()
                .lines()
                .toList();
    }

    @Test
    void mail_is_temporarily_refused_and_nothing_is_left() {
        List<String> before = everything();

        assertThat(receive(MORE_THAN_THERE_IS)).isEqualTo(ExitStatus.TEMPORARY_FAILURE);

        assertThat(said.toString(UTF_8)).contains("MiB are free, no mail is taken");
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void mail_is_refused_before_its_parts_are_stripped() {
        MlmmjReceiveStrip program = new MlmmjReceiveStrip(nobody(), folder, StopSignal::new);

        assertThat(program.run(invocation(MORE_THAN_THERE_IS))).isEqualTo(ExitStatus.TEMPORARY_FAILURE);

        assertThat(list.names("incoming")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "1", "-1", "much", "1G", "9999999999999999999999"})
    void mail_is_taken_where_there_is_room(String minFree) {
        assertThat(receive(minFree)).isEqualTo(ExitStatus.OK);

        assertThat(list.names("incoming")).hasSize(1);
    }

    @Test
    void unusable_setting_is_logged() {
        receive("much");

        assertThat(list.syslog().lines())
                .containsExactly("WARNING: JMLMMJ_MIN_FREE=much: is no number of MiB, not used");
    }
}
