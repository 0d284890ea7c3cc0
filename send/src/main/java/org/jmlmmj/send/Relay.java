package org.jmlmmj.send;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.list.Tunable;
import org.jmlmmj.send.smtp.Timeouts;

/**
 * The SMTP server that takes a list's mail, and how to speak to it (spec 03 §7.1). Immutable and thread-safe.
 *
 * @param host a name or an address
 * @param port TCP port
 * @param name what this client calls itself in EHLO; empty for the machine's name
 * @param connections how many connections a job may hold at once
 * @param timeouts how long to wait for what
 * @param security how the way there is protected
 */
public record Relay(
        String host, int port, Optional<String> name, int connections, Timeouts timeouts, RelaySecurity security) {
    private static final String LOOPBACK = "127.0.0.1";

    /** The relay of a list: {@code control/relayhost}, {@code smtpport} and {@code smtphelo} or their defaults. */
    public static Relay of(MailingList list) throws IOException {
        return of(list, Optional.empty());
    }

    /**
     * The relay of a list.
     *
     * @param host wins over {@code control/relayhost}
     */
    public static Relay of(MailingList list, Optional<String> host) throws IOException {
        String where = host.isPresent()
                ? host.get()
                : nonBlank(list, Tunable.RELAYHOST).orElse(LOOPBACK);
        Optional<String> greeting = nonBlank(list, Tunable.SMTPHELO);
        if (greeting.isPresent() && !HostName.isUsable(greeting.get())) {
            list.syslog()
                    .warning(list.directory().path() + "/control/smtphelo: \"" + greeting.get()
                            + "\" cannot stand in an SMTP command, ignored");
            greeting = Optional.empty();
        }
        return new Relay(
                where.strip(),
                Math.toIntExact(list.tunables().get(Tunable.SMTPPORT)),
                greeting,
                Math.toIntExact(list.tunables().get(Tunable.RELAYCONNECTIONS)),
                Timeouts.standard(),
                RelaySecurity.of(list));
    }

    private static Optional<String> nonBlank(MailingList list, Tunable<Optional<String>> tunable) throws IOException {
        return list.tunables().get(tunable).map(String::strip).filter(line -> !line.isEmpty());
    }

    /** What this client calls itself. May take as long as the resolver does, so it is asked only when there is a mail to send. */
    String greeting() {
        return name.orElseGet(HostName::ofMachine);
    }

    /** These settings with another number of connections. */
    Relay withConnections(int most) {
        return new Relay(host, port, name, most, timeouts, security);
    }

    /** These settings with other time-outs. */
    Relay with(Timeouts other) {
        return new Relay(host, port, name, connections, other, security);
    }

    /**
     * Every address of the host, in the order the resolver gives them. May take as long as the resolver does.
     *
     * @throws UnknownHostException if it has none
     */
    List<InetSocketAddress> addresses() throws UnknownHostException {
        return Stream.of(InetAddress.getAllByName(host))
                .map(address -> new InetSocketAddress(address, port))
                .toList();
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
