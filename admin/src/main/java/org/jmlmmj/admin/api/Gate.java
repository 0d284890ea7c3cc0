package org.jmlmmj.admin.api;

import java.util.Optional;
import org.jmlmmj.admin.settings.Setting;
import org.jmlmmj.admin.settings.Settings;
import org.jmlmmj.admin.settings.SettingsException;
import org.jmlmmj.core.log.Syslog;

/** Decides who may ask (spec 09 §5). Immutable and thread-safe. */
final class Gate {
    private final Tokens tokens;
    private final Optional<ClientNetworks> clients;
    private final Syslog syslog;

    private Gate(Tokens tokens, Optional<ClientNetworks> clients, Syslog syslog) {
        this.tokens = tokens;
        this.clients = clients;
        this.syslog = syslog;
    }

    static Gate of(Settings settings, Syslog syslog) throws SettingsException {
        ClientNetworks networks = ClientNetworks.of(settings.get(Setting.ACCEPTED_CLIENTS));
        return new Gate(
                Tokens.of(settings.get(Setting.API_AUTH_TOKENS)),
                settings.get(Setting.RESTRICT_ACCESS) ? Optional.of(networks) : Optional.empty(),
                syslog);
    }

    /**
     * Who asks.
     *
     * @param refusal the code for the client; empty if it may ask
     * @param actor for the log; never the secret itself
     */
    record Pass(Optional<String> refusal, String actor) {}

    /** @param secret as the request brings it; empty if it brings none */
    Pass check(String client, String secret) {
        if (clients.isPresent() && !clients.get().contain(client)) {
            syslog.error("[" + client + "] Blocked request from disallowed client.");
            return new Pass(Optional.of("NOT_AUTHORIZED_API_CLIENT"), "");
        }
        if (secret.isEmpty()) {
            return new Pass(Optional.of("NO_API_AUTH_TOKEN"), "");
        }
        Optional<Integer> number = tokens.find(secret);
        if (number.isEmpty()) {
            syslog.error("[" + client + "] Blocked request with invalid auth token (its SHA-256 begins with "
                    + Tokens.mark(secret) + ").");
            return new Pass(Optional.of("INVALID_MLMMJADMIN_API_AUTH_TOKEN"), "");
        }
        return new Pass(Optional.empty(), "token " + number.get());
    }
}
