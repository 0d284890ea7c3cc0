package org.jmlmmj.e2e;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * The mail server of everybody else: a second Postfix with a mailbox for every address in the world, but for those that begin
 * with {@code gone}: nobody knows them. For one thread.
 */
final class World implements Closeable {
    private final Postfix postfix;
    private final Path mailboxes;

    private World(Postfix postfix, Path mailboxes) {
        this.postfix = postfix;
        this.mailboxes = mailboxes;
    }

    static World in(Path folder, int port) throws IOException {
        Path mailboxes = Files.createDirectories(folder.resolve("mail"));
        Command.run("chown", "nobody:nogroup", mailboxes);
        Postfix postfix = Postfix.in(folder, "mx.people.example", port);
        // One folder for all: Postfix takes no part of an address into the name of a file.
        Files.writeString(postfix.etc().resolve("mailboxes"), "!/^gone/ all/\n");
        postfix.settings("""
                virtual_mailbox_domains = static:all
                virtual_mailbox_base = %s
                virtual_mailbox_maps = regexp:%s/mailboxes
                virtual_uid_maps = static:%s
                virtual_gid_maps = static:%s
                recipient_delimiter =
                """.formatted(
                        mailboxes,
                        postfix.etc(),
                        Command.run("id", "-u", "nobody").strip(),
                        Command.run("id", "-g", "nobody").strip()));
        return new World(postfix, mailboxes);
    }

    World start() throws IOException {
        postfix.start();
        return this;
    }

    /** The server. */
    Postfix postfix() {
        return postfix;
    }

    /** The mails in one mailbox, oldest first. */
    List<Arrived> mailbox(String address) throws IOException {
        return mails(mail -> mail.recipient().equals(address));
    }

    /** All mails that fulfil a condition, oldest first. */
    List<Arrived> mails(Predicate<Arrived> condition) throws IOException {
        Path folder = mailboxes.resolve("all/new");
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.sorted().toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
        List<Arrived> found = new ArrayList<>();
        for (Path file : files) {
            Arrived mail = Arrived.read(file);
            if (condition.test(mail)) {
                found.add(mail);
            }
        }
        return found;
    }

    /** Waits for a mail to somebody that fulfils a condition, and gives the first. */
    Arrived await(String address, String what, Predicate<Arrived> condition) {
        return awaitAll(what + " for " + address, 1, mail -> mail.recipient().equals(address) && condition.test(mail))
                .get(0);
    }

    /** Waits until there are as many mails that fulfil a condition, at least. */
    List<Arrived> awaitAll(String what, int number, Predicate<Arrived> condition) {
        return Awaitility.await(what)
                .atMost(Patience.LIMIT)
                .until(() -> mails(condition), mails -> mails.size() >= number);
    }

    @Override
    public void close() throws IOException {
        postfix.close();
    }
}
