package org.jmlmmj.receive;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jmlmmj.core.cli.ExitStatus;
import org.jmlmmj.core.cli.Invocation;
import org.jmlmmj.core.spool.RandomNames;
import org.jmlmmj.core.test.ListFixture;
import org.jmlmmj.core.test.ReceivedMail;
import org.jmlmmj.core.test.ScriptedSmtpPeer;
import org.jmlmmj.send.StopSignal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A mail goes in, and everything that comes of it is compared octet for octet with what a person found right (see
 * {@link GoldenCase}). {@code -Djmlmmj.golden.write=FOLDER} writes each {@code out} anew below that folder, normally
 * {@code src/test/resources/golden}; whoever does that reads the difference line by line against the specification before it is
 * committed.
 */
class GoldenPostsTest {
    @TempDir(factory = MemoryFolder.class)
    Path folder;

    static List<GoldenCase> cases() throws Exception {
        return GoldenCase.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void does_what_the_case_says(GoldenCase golden) throws IOException {
        String found = run(golden);
        String write = System.getProperty("jmlmmj.golden.write", "");
        if (!write.isEmpty()) {
            Files.writeString(Path.of(write, golden.name(), "out"), found, US_ASCII);
        }
        assertThat(found).isEqualTo(write.isEmpty() ? golden.expected() : found);
    }

    @Test
    void there_are_cases() throws Exception {
        assertThat(cases()).hasSizeGreaterThanOrEqualTo(120);
    }

    private String run(GoldenCase golden) throws IOException {
        try (ScriptedSmtpPeer relay = ScriptedSmtpPeer.start().announce("8BITMIME", "SIZE")) {
            if (golden.relayIsDown()) {
                relay.refuseConnections();
            }
            ListFixture list = golden.makeList(folder).control("smtpport", relay.port() + "\n");
            Transcript transcript = new Transcript(list, relay.port());
            int mails = 0;
            int lines = 0;
            int number = 1;
            String cookie = "";
            for (GoldenCase.Step step : golden.steps()) {
                ExitStatus status = receive(list, step.answering(cookie));
                List<ReceivedMail> sent = relay.accepted();
                List<String> log = list.syslog().lines();
                transcript.addRun(
                        "mail " + number++,
                        status.code(),
                        sent.subList(mails, sent.size()),
                        log.subList(lines, log.size()));
                mails = sent.size();
                lines = log.size();
                cookie = list.names("moderation").stream()
                        .filter(RandomNames::isName)
                        .findFirst()
                        .orElse(cookie);
            }
            return transcript.toString();
        }
    }

    private static ExitStatus receive(ListFixture list, GoldenCase.Step step) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(printed, true, UTF_8);
        List<String> arguments =
                new ArrayList<>(List.of("-F", "-L", list.folder().toString()));
        arguments.addAll(step.options());
        Invocation invocation = new Invocation(
                "mlmmj-receive",
                arguments,
                step.environment(),
                new ByteArrayInputStream(step.mail()),
                stream,
                stream,
                list.clock(),
                list.names(),
                list.syslog());
        ExitStatus status =
                new MlmmjReceive(new Answer(stream, stream), list.path("nowhere"), StopSignal::new).run(invocation);
        assertThat(printed.toString(UTF_8)).isEmpty();
        return status;
    }
}
