package org.jmlmmj.admin.doctor;

import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses Postfix takes mail for: that it knows a transport for one is not enough, as the two may be in different tables (spec 10
 * §5.4, X2). Immutable and thread-safe.
 *
 * @param postfix the mail server
 */
record Recipients(Postfix postfix) {
    /** Whether mail to the address is refused as for an unknown user. */
    boolean isRefused(String address) throws Postfix.UnansweredException {
        String domain = address.substring(address.lastIndexOf('@') + 1);
        if (has("virtual_mailbox_domains", domain)) {
            return isUnknown(address, List.of("virtual_alias_maps", "virtual_mailbox_maps"));
        }
        // Without such maps Postfix takes every address of these domains.
        boolean isSelective =
                !postfix.setting("relay_recipient_maps").orElse("").isBlank();
        return isSelective
                && has("relay_domains", domain)
                && isUnknown(address, List.of("virtual_alias_maps", "relay_recipient_maps"));
    }

    private boolean has(String setting, String domain) throws Postfix.UnansweredException {
        boolean isNamed = Stream.of(postfix.setting(setting).orElse("").split("[\\s,]+", -1))
                .anyMatch(domain::equalsIgnoreCase);
        return isNamed || postfix.lookup(setting, domain).isPresent();
    }

    private boolean isUnknown(String address, List<String> settings) throws Postfix.UnansweredException {
        for (String setting : settings) {
            if (postfix.lookup(setting, address).isPresent()) {
                return false;
            }
        }
        return true;
    }
}
