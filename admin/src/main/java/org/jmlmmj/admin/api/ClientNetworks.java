package org.jmlmmj.admin.api;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jmlmmj.admin.settings.SettingsException;

/** The addresses and networks from which requests are served (spec 09 D4). Immutable and thread-safe. */
final class ClientNetworks {
    private final List<IpSubnetFilterRule> networks;

    private ClientNetworks(List<IpSubnetFilterRule> networks) {
        this.networks = List.copyOf(networks);
    }

    /**
     * Reads {@code ADDRESS} and {@code ADDRESS/BITS}; names are not looked up.
     *
     * @throws SettingsException if one is neither
     */
    static ClientNetworks of(List<String> texts) throws SettingsException {
        List<IpSubnetFilterRule> networks = new ArrayList<>();
        for (String text : texts) {
            networks.add(network(text.strip()));
        }
        return new ClientNetworks(networks);
    }

    private static IpSubnetFilterRule network(String text) throws SettingsException {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        if (!NetUtil.isValidIpV4Address(address) && !NetUtil.isValidIpV6Address(address)) {
            throw new SettingsException("ACCEPTED_CLIENTS: " + text + " is no IP address and no network");
        }
        InetAddress parsed = Objects.requireNonNull(NetUtil.createInetAddressFromIpAddressString(address));
        int all = parsed.getAddress().length * 8;
        String bits = slash < 0 ? Integer.toString(all) : text.substring(slash + 1);
        if (!bits.matches("[0-9]{1,3}") || Integer.parseInt(bits) > all) {
            throw new SettingsException("ACCEPTED_CLIENTS: " + text + " has no usable number of bits behind the slash");
        }
        return new IpSubnetFilterRule(parsed, Integer.parseInt(bits), IpFilterRuleType.ACCEPT);
    }

    /** Whether an address is among them; an IPv4 address that came in over IPv6 counts as what it is. */
    boolean contain(String address) {
        InetAddress client = NetUtil.createInetAddressFromIpAddressString(address);
        if (client == null) {
            return false;
        }
        InetSocketAddress socket = new InetSocketAddress(client, 0);
        return networks.stream().anyMatch(network -> network.matches(socket));
    }
}
