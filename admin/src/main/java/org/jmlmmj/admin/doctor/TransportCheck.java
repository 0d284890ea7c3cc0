package org.jmlmmj.admin.doctor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jmlmmj.core.address.ListAddress;
import org.jmlmmj.core.list.MailingList;

/**
 * Whether Postfix gives mail for the list's addresses to this list directory (spec 10 §5.4), through a transport or an alias. Immutable
 * and thread-safe.
 *
 * @param postfix the mail server
 */
record TransportCheck(Postfix postfix) implements ListCheck {
    @Override
    public String name() {
        return "postfix";
    }

    @Override
    public void examine(MailingList list, Notes notes) throws IOException {
        if (!postfix.isThere()) {
            notes.ok("no Postfix here to ask whether it knows the list");
            return;
        }
        for (ListAddress address : list.addresses()) {
            try {
                examine(address.address().value(), list.directory().path(), notes);
            } catch (Postfix.UnansweredException e) {
                notes.warn("Postfix cannot be asked about " + address.address() + ": " + e.getMessage(), "ask as root");
            }
        }
    }

    private void examine(String address, Path list, Notes notes) throws IOException, Postfix.UnansweredException {
        // Addresses are rewritten before somebody asks for their transport.
        String target = postfix.lookup("virtual_alias_maps", address).orElse(address);
        Optional<String> transport = postfix.lookup("transport_maps", target);
        if (transport.isPresent() && transport.get().contains(":")) {
            transported(address, transport.get(), list, notes);
            return;
        }
        Optional<String> alias = postfix.lookup("alias_maps", target.replaceFirst("@.*", ""));
        if (alias.isEmpty()) {
            notes.fail(
                    "Postfix knows no transport and no alias for " + address + ", so no mail gets here",
                    "add the line \"" + address + " mlmmj:" + list.getFileName()
                            + "\" to a map in transport_maps; the README shows how");
            return;
        }
        delivered(address, new Pipe(alias.get(), ""), list, notes);
    }

    private void transported(String address, String transport, Path list, Notes notes)
            throws IOException, Postfix.UnansweredException {
        if (new Recipients(postfix).isRefused(address)) {
            notes.fail(
                    "Postfix knows a transport for " + address + " but refuses its mail: no such user",
                    "add the address to relay_recipient_maps or virtual_alias_maps; with iRedMail its row in"
                            + " forwardings is missing or not active");
        }
        int colon = transport.indexOf(':');
        String service = transport.substring(0, colon);
        Optional<String> line = postfix.service(service);
        if (line.isEmpty()) {
            notes.fail(
                    "Postfix gives " + address + " to the service " + service + ", which master.cf does not have",
                    "add it to master.cf; the README shows how");
            return;
        }
        delivered(address, new Pipe(line.get(), transport.substring(colon + 1)), list, notes);
        String limit = postfix.setting(service + "_destination_recipient_limit").orElse("1");
        if (!limit.equals("1")) {
            notes.fail(
                    "Postfix may give a mail for two lists to one call of " + service,
                    "postconf -e " + service + "_destination_recipient_limit=1");
        }
    }

    private static void delivered(String address, Pipe pipe, Path list, Notes notes) throws IOException {
        Optional<Path> folder = pipe.list();
        if (folder.isEmpty()) {
            notes.fail(
                    "Postfix gives " + address + " to \"" + pipe.command() + "\", which names no list directory",
                    "it has to run mlmmj-receive -L " + list);
        } else if (!folder.get().toRealPath().equals(list)) {
            notes.fail(
                    "Postfix gives " + address + " to the list in " + folder.get(),
                    "correct the transport or alias, or control/listaddress");
        } else {
            notes.ok("Postfix gives " + address + " to " + pipe.program() + " -L " + folder.get());
        }
    }
}
