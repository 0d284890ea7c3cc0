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
                Tokens.of(settings.get(Setting.API_AUTH_TOKENS), settings.get(Setting.API_AUTH_TOKEN_SCOPES)),
                settings.get(Setting.RESTRICT_ACCESS) ? Optional.of(networks) : Optional.empty(),
                syslog);
    }

    /**
     * Who asks.
     *
     * @param refusal the code for the client; empty if it may ask
     * @param actor for the log; never the secret itself
     * @param scope what it may ask for
     */
    record Pass(Optional<String> refusal, String actor, TokenScope scope) {
        private static Pass refused(String code) {
            return new Pass(Optional.of(code), "", TokenScope.FULL);
        }
    }

    /** @param secret as the request brings it; empty if it brings none */
    Pass check(String client, String secret) {
        if (clients.isPresent() && !clients.get().contain(client)) {
            syslog.error("[" + client + "] Blocked request from disallowed client.");
            return Pass.refused("NOT_AUTHORIZED_API_CLIENT");
        }
        if (secret.isEmpty()) {
            return Pass.refused("NO_API_AUTH_TOKEN");
        }
        Optional<Tokens.Token> token = tokens.find(secret);
        if (token.isEmpty()) {
            syslog.error("[" + client + "] Blocked request with invalid auth token (its SHA-256 begins with "
                    + Tokens.mark(secret) + ").");
            return Pass.refused("INVALID_MLMMJADMIN_API_AUTH_TOKEN");
        }
        return new Pass(
                Optional.empty(), "token " + token.get().number(), token.get().scope());
    }
}
