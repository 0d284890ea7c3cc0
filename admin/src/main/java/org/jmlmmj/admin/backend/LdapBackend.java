package org.jmlmmj.admin.backend;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.DeleteRequest;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnectionPool;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModifyDNRequest;
import com.unboundid.ldap.sdk.RDN;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.util.List;
import java.util.Optional;
import org.jmlmmj.admin.settings.Setting;
import org.jmlmmj.admin.settings.Settings;
import org.jmlmmj.admin.settings.SettingsException;
import org.jmlmmj.core.address.EmailAddress;

/**
 * iRedMail's directory (spec 09 §10.3). Values never become part of a filter or a name without being escaped, and only entries of mailing lists
 * are touched (spec 09 D50). Thread-safe.
 */
final class LdapBackend implements Backend {
    private final LDAPConnectionPool connections;
    private final LdapAccounts accounts;
    private final String transport;

    private LdapBackend(LDAPConnectionPool connections, LdapAccounts accounts, String transport) {
        this.connections = connections;
        this.accounts = accounts;
        this.transport = transport;
    }

    static Backend open(Settings settings) throws SettingsException {
        try {
            DN base = new DN(settings.get(Setting.IREDMAIL_LDAP_BASEDN));
            if (base.isNullDN()) {
                throw new SettingsException("backend bk_iredmail_ldap needs iredmail_ldap_basedn");
            }
            LDAPConnectionPool connections = LdapServer.open(settings);
            return new LdapBackend(
                    connections,
                    new LdapAccounts(connections, base, settings.get(Setting.RECIPIENT_DELIMITERS)),
                    settings.get(Setting.MTA_TRANSPORT_NAME));
        } catch (LDAPException e) {
            throw new SettingsException("iredmail_ldap_basedn: " + e.getMessage());
        }
    }

    private String transportOf(EmailAddress list) {
        return transport + ":" + list.domain() + "/" + list.local();
    }

    /** What a question to the server looks like. */
    private interface Question<T> {
        T ask() throws LDAPException, BackendException;
    }

    private static <T> T ask(Question<T> question) throws BackendException {
        try {
            return question.ask();
        } catch (LDAPException e) {
            throw BackendException.failed("LDAP_ERROR", e);
        }
    }

    @Override
    public boolean knows(EmailAddress list) throws BackendException {
        return ask(() -> accounts.entry(list).isPresent());
    }

    @Override
    public List<EmailAddress> lists() throws BackendException {
        return ask(() -> accounts.lists(List.of()));
    }

    @Override
    public List<EmailAddress> activeLists() throws BackendException {
        return ask(() -> accounts.lists(List.of(Filter.createEqualityFilter("accountStatus", "active"))));
    }

    @Override
    public List<EmailAddress> listsOf(String domain) throws BackendException {
        Filter inDomain = Filter.createORFilter(
                Filter.createSubFinalFilter("mail", "@" + domain),
                Filter.createSubFinalFilter("shadowAddress", "@" + domain));
        return ask(() -> accounts.lists(List.of(inDomain)));
    }

    @Override
    public Change add(EmailAddress list, ListFacts facts) throws BackendException {
        return ask(() -> {
            Entry domain = accounts.requireDomain(list.domain());
            Optional<SearchResultEntry> present = accounts.entry(list)
                    .filter(entry -> transportOf(list).equals(entry.getAttributeValue("mtaTransport")));
            if (present.isPresent()) {
                // Front ends that write the directory themselves ask for the folder afterwards (spec 10 X8).
                return modify(list, LdapEntry.change(present.get(), facts));
            }
            accounts.requireFree(list);
            accounts.requireRoom(domain, list.domain());
            return new LdapChange(() -> connections.add(
                    new Entry(accounts.name(list), LdapEntry.create(list, facts, transportOf(list), domain))));
        });
    }

    private Change modify(EmailAddress list, List<Modification> changes) {
        return new LdapChange(() -> {
            if (!changes.isEmpty()) {
                connections.modify(accounts.name(list).toString(), changes);
            }
        });
    }

    @Override
    public Change update(EmailAddress list, ListFacts facts) throws BackendException {
        return ask(() -> {
            Entry entry = accounts.entry(list).orElseThrow(() -> BackendException.refused("ACCOUNT_NOT_EXIST"));
            return modify(list, LdapEntry.change(entry, facts));
        });
    }

    /** What is not there, or is no list, is left alone: callers clean up with this (spec 09 D32). */
    @Override
    public Change remove(EmailAddress list) throws BackendException {
        return ask(() -> {
            boolean isThere = accounts.entry(list).isPresent();
            return new LdapChange(() -> {
                if (isThere) {
                    delete(list);
                }
            });
        });
    }

    private void delete(EmailAddress list) throws LDAPException {
        try {
            connections.delete(new DeleteRequest(accounts.name(list)));
        } catch (LDAPException e) {
            // Gone meanwhile, which is what was asked for.
            if (!e.getResultCode().equals(ResultCode.NO_SUCH_OBJECT)) {
                throw e;
            }
        }
    }

    @Override
    public Change rename(EmailAddress list, EmailAddress renamed) throws BackendException {
        return ask(() -> {
            Entry domain = accounts.requireDomain(renamed.domain());
            accounts.requireFree(renamed);
            if (!list.domain().equals(renamed.domain())) {
                accounts.requireRoom(domain, renamed.domain());
            }
            if (accounts.entry(list).isEmpty()) {
                throw BackendException.refused("ACCOUNT_NOT_EXIST");
            }
            return new LdapChange(() -> {
                move(list, renamed);
                boolean moved = false;
                try {
                    connections.modify(
                            accounts.name(renamed).toString(), LdapEntry.move(renamed, transportOf(renamed), domain));
                    moved = true;
                } finally {
                    if (!moved) {
                        move(renamed, list);
                    }
                }
            });
        });
    }

    private void move(EmailAddress from, EmailAddress to) throws LDAPException {
        connections.modifyDN(new ModifyDNRequest(
                accounts.name(from), new RDN("mail", to.value()), true, accounts.groups(to.domain())));
    }

    @Override
    public void check() throws BackendException {
        ask(() -> {
            accounts.check();
            return true;
        });
    }

    @Override
    public void close() {
        connections.close();
    }
}
