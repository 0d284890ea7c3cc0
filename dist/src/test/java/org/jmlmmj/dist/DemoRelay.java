package org.jmlmmj.dist;

import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserException;
import com.icegreen.greenmail.user.UserManager;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.LogManager;

/**
 * The mail server that the demo's list sends to: GreenMail on a free port of 127.0.0.1, which keeps every copy. Thread-safe.
 */
final class DemoRelay implements AutoCloseable {
    /** A mail as it arrived: the envelope and the text. */
    record Copy(String sender, String recipient, String mail) {}

    private final List<Copy> copies = new CopyOnWriteArrayList<>();
    private final GreenMail server =
            new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP).setVerbose(false));

    private DemoRelay() {}

    static DemoRelay start() {
        // GreenMail tells of its threads; the demo shows mails only.
        LogManager.getLogManager().reset();
        DemoRelay relay = new DemoRelay();
        relay.server.start();
        UserManager users = relay.server.getUserManager();
        users.setMessageDeliveryHandler((message, recipient) -> relay.keep(users, message, recipient));
        return relay;
    }

    private GreenMailUser keep(UserManager users, MovingMessage message, MailAddress recipient)
            throws MessagingException, UserException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try {
            message.getMessage().writeTo(octets);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String address = recipient.getEmail();
        copies.add(new Copy(message.getReturnPath().getEmail(), address, octets.toString(StandardCharsets.UTF_8)));
        GreenMailUser user = users.getUserByEmail(address);
        return user != null ? user : users.createUser(address, address, address);
    }

    int port() {
        return server.getSmtp().getPort();
    }

    List<Copy> copies() {
        return List.copyOf(copies);
    }

    @Override
    public void close() {
        server.stop();
    }
}
