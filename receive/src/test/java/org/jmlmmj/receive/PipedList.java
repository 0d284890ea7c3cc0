package org.jmlmmj.receive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jmlmmj.core.cli.Answer;
import org.jmlmmj.core.cli.ExitStatus;
import org.jmlmmj.core.cli.Invocation;
import org.jmlmmj.core.test.ListFixture;
import org.jmlmmj.core.test.ReceivedMail;
import org.jmlmmj.core.test.ScriptedSmtpPeer;
import org.jmlmmj.send.StopSignal;

/** A list whose mails are piped into the whole program, in this process, and a relay that takes what leaves. For one thread. */
final class PipedList implements AutoCloseable {
    private final ListFixture list;
    private final ScriptedSmtpPeer relay;
    private final Path library;
    private Clock clock;
    private int taken;

    private PipedList(ListFixture list, ScriptedSmtpPeer relay, Path library) {
        this.list = list;
        this.relay = relay;
        this.library = library;
        this.clock = list.clock();
    }

    static PipedList of(ListFixture list) {
        return of(list, list.path("nowhere"));
    }

    /** A list with the texts of an installation. */
    static PipedList of(ListFixture list, Path library) {
        ScriptedSmtpPeer relay = ScriptedSmtpPeer.start().announce("8BITMIME", "SIZE");
        return new PipedList(list.control("smtpport", relay.port() + "\n"), relay, library);
    }

    /** Lets time pass. */
    void pass(Duration time) {
        clock = Clock.offset(clock, time);
    }

    ListFixture list() {
        return list;
    }

    ScriptedSmtpPeer relay() {
        return relay;
    }

    /** Pipes a mail in, with nothing in the environment. */
    ExitStatus receive(byte[] mail) {
        return receive(mail, Map.of(), List.of());
    }

    ExitStatus receive(byte[] mail, Map<String, String> environment, List<String> options) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(printed, true, UTF_8);
        List<String> arguments =
                new ArrayList<>(List.of("-F", "-L", list.folder().toString()));
        arguments.addAll(options);
        Invocation invocation = new Invocation(
                "mlmmj-receive",
                arguments,
                environment,
                new ByteArrayInputStream(mail),
                stream,
                stream,
                clock,
                list.names(),
                list.syslog());
        ExitStatus status = new MlmmjReceive(new Answer(stream, stream), library, StopSignal::new).run(invocation);
        // A mail server would show it to the sender; only a failure may say why.
        assertThat(printed.toString(UTF_8).lines()).hasSize(status == ExitStatus.OK ? 0 : 1);
        return status;
    }

    /** The mails that the relay got since the last call. */
    List<ReceivedMail> sent() {
        List<ReceivedMail> all = relay.accepted();
        List<ReceivedMail> since = all.subList(taken, all.size());
        taken = all.size();
        return since;
    }

    @Override
    public void close() {
        relay.close();
    }
}
