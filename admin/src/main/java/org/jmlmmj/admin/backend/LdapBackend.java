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
import com.unboundid.ldap.sdk.SearchScope;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jmlmmj.admin.settings.Setting;
import org.jmlmmj.admin.settings.Settings;
import org.jmlmmj.admin.settings.SettingsException;
import org.jmlmmj.core.address.EmailAddress;

/**
 * iRedMail's directory (spec 09 §10.3). Values never become part of a filter or a name without being escaped, and only entries of mailing lists
 * are touched (spec 09 D50). Thread-safe.
 */
final class LdapBackend implements Backend {
    private static final Filter LIST = Filter.createEqualityFilter("objectClass", "mailList");

    private final LDAPConnectionPool connections;
    private final DN base;
    private final String transport;
    private final List<String> delimiters;

    private LdapBackend(LDAPConnectionPool connections, DN base, String transport, List<String> delimiters) {
        this.connections = connections;
        this.base = base;
        this.transport = transport;
        this.delimiters = List.copyOf(delimiters);
    }

    static Backend open(Settings settings) throws SettingsException {
        try {
            DN base = new DN(settings.get(Setting.IREDMAIL_LDAP_BASEDN));
            if (base.isNullDN()) {
                throw new SettingsException("backend bk_iredmail_ldap needs iredmail_ldap_basedn");
            }
            return new LdapBackend(
                    LdapServer.open(settings),
                    base,
                    settings.get(Setting.MTA_TRANSPORT_NAME),
                    settings.get(Setting.RECIPIENT_DELIMITERS));
        } catch (LDAPException e) {
            throw new SettingsException("iredmail_ldap_basedn: " + e.getMessage());
        }
    }

    private DN groups(String domain) {
        return new DN(new RDN("ou", "Groups"), new DN(new RDN("domainName", domain), base));
    }

    private DN name(EmailAddress list) {
        return new DN(new RDN("mail", list.value()), groups(list.domain()));
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

    /** The entry of a list; empty if there is none, or if it is something else, such as a user. */
    private Optional<SearchResultEntry> entry(EmailAddress list) throws LDAPException {
        return Optional.ofNullable(connections.getEntry(name(list).toString()))
                .filter(entry -> entry.hasObjectClass("mailList"));
    }

    @Override
    public boolean knows(EmailAddress list) throws BackendException {
        return ask(() -> entry(list).isPresent());
    }

    @Override
    public List<EmailAddress> lists() throws BackendException {
        return find(List.of());
    }

    @Override
    public List<EmailAddress> listsOf(String domain) throws BackendException {
        return find(List.of(Filter.createORFilter(
                Filter.createSubFinalFilter("mail", "@" + domain),
                Filter.createSubFinalFilter("shadowAddress", "@" + domain))));
    }

    private List<EmailAddress> find(List<Filter> more) throws BackendException {
        List<Filter> filters = new ArrayList<>(List.of(LIST, Filter.createEqualityFilter("enabledService", "mlmmj")));
        filters.addAll(more);
        return ask(
                () -> connections
                        .search(base.toString(), SearchScope.SUB, Filter.createANDFilter(filters), "mail")
                        .getSearchEntries()
                        .stream()
                        .map(entry -> Optional.ofNullable(entry.getAttributeValue("mail")))
                        .flatMap(Optional::stream)
                        .map(EmailAddress::parse)
                        .flatMap(Optional::stream)
                        .map(EmailAddress::lowerCase)
                        .sorted(Comparator.comparing(EmailAddress::value))
                        .toList());
    }

    @Override
    public Change add(EmailAddress list, ListFacts facts) throws BackendException {
        return ask(() -> {
            Entry domain = requireDomain(list.domain());
            Optional<SearchResultEntry> present =
                    entry(list).filter(entry -> transportOf(list).equals(entry.getAttributeValue("mtaTransport")));
            if (present.isPresent()) {
                // Front ends that write the directory themselves ask for the folder afterwards (spec 10 X8).
                return modify(list, LdapEntry.change(present.get(), facts));
            }
            requireFree(list);
            return new LdapChange(() ->
                    connections.add(new Entry(name(list), LdapEntry.create(list, facts, transportOf(list), domain))));
        });
    }

    private Change modify(EmailAddress list, List<Modification> changes) {
        return new LdapChange(() -> {
            if (!changes.isEmpty()) {
                connections.modify(name(list).toString(), changes);
            }
        });
    }

    /** Mail for a list in an alias domain would never arrive (spec 09 D43). */
    private Entry requireDomain(String domain) throws LDAPException, BackendException {
        List<SearchResultEntry> found = connections
                .search(
                        base.toString(),
                        SearchScope.ONE,
                        Filter.createANDFilter(
                                Filter.createEqualityFilter("objectClass", "mailDomain"),
                                Filter.createORFilter(
                                        Filter.createEqualityFilter("domainName", domain),
                                        Filter.createEqualityFilter("domainAliasName", domain))),
                        "domainName",
                        "domainAliasName",
                        "accountStatus")
                .getSearchEntries();
        for (SearchResultEntry entry : found) {
            if (LdapEntry.values(entry, "domainName").stream().anyMatch(domain::equalsIgnoreCase)) {
                return entry;
            }
        }
        if (found.isEmpty()) {
            throw BackendException.refused("NO_SUCH_DOMAIN");
        }
        throw BackendException.refused(
                "NO_SUCH_DOMAIN",
                domain + " is an alias of " + found.get(0).getAttributeValue("domainName") + "; make the list there");
    }

    /** An address with an extension reaches whoever has it without (spec 09 §10.3). */
    private void requireFree(EmailAddress list) throws LDAPException, BackendException {
        Set<String> addresses = new LinkedHashSet<>(Set.of(list.value()));
        for (String delimiter : delimiters) {
            int end = delimiter.isEmpty() ? -1 : list.local().indexOf(delimiter);
            if (end > 0) {
                addresses.add(list.local().substring(0, end) + "@" + list.domain());
            }
        }
        List<Filter> names = new ArrayList<>();
        for (String address : addresses) {
            names.add(Filter.createEqualityFilter("mail", address));
            names.add(Filter.createEqualityFilter("shadowAddress", address));
        }
        List<Filter> kinds = List.of("mailUser", "mailList", "mailingList", "mailAlias").stream()
                .map(kind -> Filter.createEqualityFilter("objectClass", kind))
                .toList();
        Filter taken = Filter.createANDFilter(Filter.createORFilter(kinds), Filter.createORFilter(names));
        if (connections.search(base.toString(), SearchScope.SUB, taken, "1.1").getEntryCount() > 0) {
            throw BackendException.refused("ALREADY_EXISTS");
        }
    }

    @Override
    public Change update(EmailAddress list, ListFacts facts) throws BackendException {
        return ask(() -> {
            Entry entry = entry(list).orElseThrow(() -> BackendException.refused("ACCOUNT_NOT_EXIST"));
            return modify(list, LdapEntry.change(entry, facts));
        });
    }

    /** What is not there, or is no list, is left alone: callers clean up with this (spec 09 D32). */
    @Override
    public Change remove(EmailAddress list) throws BackendException {
        return ask(() -> {
            boolean isThere = entry(list).isPresent();
            return new LdapChange(() -> {
                if (isThere) {
                    delete(list);
                }
            });
        });
    }

    private void delete(EmailAddress list) throws LDAPException {
        try {
            connections.delete(new DeleteRequest(name(list)));
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
            Entry domain = requireDomain(renamed.domain());
            requireFree(renamed);
            if (entry(list).isEmpty()) {
                throw BackendException.refused("ACCOUNT_NOT_EXIST");
            }
            return new LdapChange(() -> {
                move(list, renamed);
                boolean moved = false;
                try {
                    connections.modify(name(renamed).toString(), LdapEntry.move(renamed, transportOf(renamed), domain));
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
        connections.modifyDN(new ModifyDNRequest(name(from), new RDN("mail", to.value()), true, groups(to.domain())));
    }

    @Override
    public void check() throws BackendException {
        ask(() -> connections.search(
                base.toString(), SearchScope.BASE, Filter.createPresenceFilter("objectClass"), "1.1"));
    }

    @Override
    public void close() {
        connections.close();
    }
}
