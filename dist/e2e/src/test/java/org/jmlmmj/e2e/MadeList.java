package org.jmlmmj.e2e;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** A list of the server, by its name. For one thread. */
record MadeList(ListServer server, String name) {
    /** Its address. */
    String address() {
        return name + "@" + ListServer.DOMAIN;
    }

    /** An address of it for a command. */
    String address(String extension) {
        return name + "+" + extension + "@" + ListServer.DOMAIN;
    }

    /** Its directory. */
    Path folder() {
        return server.place().lists().resolve(ListServer.DOMAIN).resolve(name);
    }

    /** An address in the world that no other list has. */
    String person(String who) {
        return who + "-" + name + "@people.example";
    }

    /** Subscribes people of the world and gives their addresses. */
    List<String> subscribe(String... people) {
        List<String> addresses = Arrays.stream(people).map(this::person).toList();
        server.adminApi().subscribe(address(), addresses.toArray(String[]::new));
        return addresses;
    }

    /** Writes a control file. */
    MadeList control(String file, String text) throws IOException {
        Path path = folder().resolve("control").resolve(file);
        Files.writeString(path, text);
        Command.run("chown", Account.OWNER, path);
        return this;
    }

    /** Sends a mail to the list or one of its commands. */
    void send(String sender, String recipient, String mail) throws IOException {
        server.send(sender, List.of(recipient), mail);
    }

    /** Sends a plain post. */
    void post(String sender, String subject) throws IOException {
        write(sender, address(), subject);
    }

    /** Sends a plain mail to the list, one of its commands, or whoever its mail has to be answered to. */
    void write(String sender, String recipient, String subject) throws IOException {
        send(sender, recipient, """
                From: <%s>
                To: <%s>
                Subject: %s
                Message-ID: <%s@people.example>
                Date: Tue, 4 Mar 2025 12:00:00 +0000

                %s, says the text.
                """.formatted(sender, recipient, subject, UUID.randomUUID(), subject));
    }

    /** Answers a mail, as the button of a mail program does. */
    void answer(Arrived mail) throws IOException {
        write(mail.recipient(), mail.replyAddress(), "Re: " + mail.header("Subject"));
    }

    /** Waits for a mail of the list to somebody with a word in its subject. */
    Arrived awaitMail(String person, String subject) {
        return server.world()
                .await(person, subject, mail -> mail.header("Subject").contains(subject));
    }

    /** Runs maintenance, as cron does. */
    void maintain() throws IOException {
        Account.run(server.place().installation().program("mlmmj-maintd"), "-F", "-L", folder());
    }

    /** The names in one of its folders. */
    List<String> names(String subfolder) throws IOException {
        try (Stream<Path> files = Files.list(folder().resolve(subfolder))) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    /** Who gets every post. */
    List<String> subscribers() throws IOException {
        return subscribers("subscribers.d");
    }

    /** Who is in one of its subscriber folders, by what its files say. */
    List<String> subscribers(String subfolder) throws IOException {
        List<String> all = new ArrayList<>();
        for (String file : names(subfolder)) {
            if (!file.startsWith(".")) {
                text(subfolder + "/" + file).lines().forEach(all::add);
            }
        }
        return all;
    }

    /** The text of one of its files, every octet a character. */
    String text(String file) throws IOException {
        return Files.readString(folder().resolve(file), StandardCharsets.ISO_8859_1);
    }

    /** Waits until a file is there. */
    void awaitFile(String file) {
        await(file + " of " + name).atMost(Patience.LIMIT).until(() -> Files.exists(folder().resolve(file)));
    }
}
