package org.jmlmmj.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jmlmmj.core.spool.Incoming;
import org.jmlmmj.receive.MlmmjProcess;
import org.jmlmmj.receive.MlmmjReceive;
import org.jmlmmj.receive.MlmmjReceiveStrip;
import org.jmlmmj.send.MlmmjSend;
import org.jmlmmj.send.StopSignal;

/**
 * Posts arrive and are sent. For one thread.
 *
 * @param list has two subscribers who get each post
 */
record PostTraining(TrainingList list) {
    private static final int MANY = 100;

    void run() throws IOException {
        list.control("prefix", "[training]");
        list.control("subonlypost", "");
        list.sends(2, this::receive);
        list.sends(2, this::process);
        list.sends(1, () -> list.receive(TrainingMails.POST.replace("ann@", "stranger@"), "-F"));
        list.sends(2, this::receiveStripped);
        list.sends(2, this::send);
        list.sends(1, () -> send("-l7"));
        list.sends(MANY, this::sendToMany);
    }

    private void receive() throws IOException {
        list.calls()
                .pipe(
                        Map.of(),
                        TrainingMails.PIPED_POST,
                        answer -> new MlmmjReceive(answer, list.texts(), StopSignal::new),
                        "mlmmj-receive",
                        list.arguments());
    }

    /** The same in two steps. */
    private void process() throws IOException {
        list.receive(TrainingMails.POST, "-P");
        List<Path> stored;
        try (Stream<Path> files = Files.list(list.path().resolve("incoming"))) {
            stored = files.filter(file -> Incoming.mailOf(file).isEmpty()).toList();
        }
        for (Path mail : stored) {
            list.calls()
                    .call(
                            new MlmmjProcess(list.texts(), StopSignal::new),
                            "mlmmj-process",
                            list.arguments("-m", mail.toString()));
        }
    }

    /** A post in two forms, one of which is not wanted; the other gets a footer. */
    private void receiveStripped() throws IOException {
        list.control("mimestrip", "text/html");
        list.control("footer_text", "-- \nThe training list");
        list.calls()
                .pipe(
                        TrainingMails.TWO_FORMS,
                        answer -> new MlmmjReceiveStrip(answer, list.texts(), StopSignal::new),
                        "mlmmj-receive-strip",
                        list.arguments());
    }

    private void send(String... options) throws IOException {
        Path mail = list.queue(TrainingMails.POST);
        list.calls()
                .call(
                        new MlmmjSend(new StopSignal()),
                        "mlmmj-send",
                        Stream.concat(Stream.of(list.arguments("-m", mail.toString())), Stream.of(options))
                                .toArray(String[]::new));
    }

    /** So many that Netty is loaded, which small jobs do without. */
    private void sendToMany() throws IOException {
        StringBuilder recipients = new StringBuilder();
        for (int i = 0; i < MANY; i++) {
            recipients.append("member").append(i).append("@example.net\n");
        }
        Path file = Files.writeString(list.folder().resolve("many"), recipients);
        send("-l4", "-F", "", "-s", file.toString());
    }
}
