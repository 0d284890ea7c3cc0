package org.jmlmmj.admin.profile;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * To which mail servers lists may be told to send. Whoever holds a token could otherwise make this machine talk to any port of
 * any host (spec 09 D60). Immutable and thread-safe.
 */
final class RelayTargets {
    /** A host name by RFC 1123 §2.1, or an IPv4 or IPv6 address, with brackets or without. */
    private static final Pattern HOST = Pattern.compile(
            "(?=.{1,253}\\z)[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*\\.?"
                    + "|\\[?[0-9A-Fa-f:.]{2,45}(%[A-Za-z0-9]+)?]?");

    private final Set<String> allowed;

    private RelayTargets(Set<String> allowed) {
        this.allowed = allowed;
    }

    /** @param allowed hosts; empty for every one */
    static RelayTargets of(List<String> allowed) {
        return new RelayTargets(
                allowed.stream().map(host -> host.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet()));
    }

    /** The host as it is written; an empty one means the default. */
    String host(Parameter parameter, String value) throws ProfileException {
        if (value.isEmpty()) {
            return value;
        }
        if (!HOST.matcher(value).matches()) {
            throw new ProfileException("INVALID_" + parameter.name());
        }
        if (parameter == Parameter.RELAY_HOST
                && !allowed.isEmpty()
                && !allowed.contains(value.toLowerCase(Locale.ROOT))) {
            throw new ProfileException("RELAY_HOST_NOT_ALLOWED");
        }
        return value;
    }

    /** The port as it is written; an empty one means the default. */
    String port(String value) throws ProfileException {
        if (value.isEmpty()) {
            return value;
        }
        if (!value.matches("[0-9]{1,6}") || Integer.parseInt(value) < 1 || Integer.parseInt(value) > 65535) {
            throw new ProfileException("INVALID_SMTP_PORT");
        }
        return Integer.toString(Integer.parseInt(value));
    }
}
