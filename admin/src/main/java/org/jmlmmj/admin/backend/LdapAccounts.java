package org.jmlmmj.admin.backend;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnectionPool;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.RDN;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jmlmmj.core.address.EmailAddress;

/**
 * What the directory says about domains and addresses (spec 09 §10.3). Values never become part of a filter or a name without
 * being escaped, and only entries of mailing lists count as lists (spec 09 D50). Thread-safe.
 */
final class LdapAccounts {
    private static final Filter LIST = Filter.createEqualityFilter("objectClass", "mailList");
    private static final String SETTING = "accountSetting";
    private static final String LIMIT = "numberOfLists:";

    private final LDAPConnectionPool connections;
    private final DN base;
    private final List<String> delimiters;

    /** @param delimiters of address extensions */
    LdapAccounts(LDAPConnectionPool connections, DN base, List<String> delimiters) {
        this.connections = connections;
        this.base = base;
        this.delimiters = List.copyOf(delimiters);
    }

    DN groups(String domain) {
        return new DN(new RDN("ou", "Groups"), new DN(new RDN("domainName", domain), base));
    }

    DN name(EmailAddress list) {
        return new DN(new RDN("mail", list.value()), groups(list.domain()));
    }

    /** The entry of a list; empty if there is none, or if it is something else, such as a user. */
    Optional<SearchResultEntry> entry(EmailAddress list) throws LDAPException {
        return Optional.ofNullable(connections.getEntry(name(list).toString()))
                .filter(entry -> entry.hasObjectClass("mailList"));
    }

    /** The addresses of all lists that also match these filters, sorted. */
    List<EmailAddress> lists(List<Filter> more) throws LDAPException {
        List<Filter> filters = new ArrayList<>(List.of(LIST, Filter.createEqualityFilter("enabledService", "mlmmj")));
        filters.addAll(more);
        return connections
                .search(base.toString(), SearchScope.SUB, Filter.createANDFilter(filters), "mail")
                .getSearchEntries()
                .stream()
                .map(entry -> Optional.ofNullable(entry.getAttributeValue("mail")))
                .flatMap(Optional::stream)
                .map(EmailAddress::parse)
                .flatMap(Optional::stream)
                .map(EmailAddress::lowerCase)
                .sorted(Comparator.comparing(EmailAddress::value))
                .toList();
    }

    /** Mail for a list in an alias domain would never arrive (spec 09 D43). */
    Entry requireDomain(String domain) throws LDAPException, BackendException {
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
                        "accountStatus",
                        SETTING)
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
    void requireFree(EmailAddress list) throws LDAPException, BackendException {
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

    /**
     * Front ends set how many lists a domain may have as {@code accountSetting: numberOfLists:COUNT}; 0 is for as many as it likes,
     * a negative number for none. A directory locks nothing: two that are made at the same moment may both be the last.
     */
    void requireRoom(Entry domain, String name) throws LDAPException, BackendException {
        for (String setting : LdapEntry.values(domain, SETTING)) {
            String count = setting.startsWith(LIMIT)
                    ? setting.substring(LIMIT.length()).strip()
                    : "";
            long limit = count.matches("-?[0-9]{1,9}") ? Long.parseLong(count) : 0;
            if (limit != 0 && listsBelow(name) >= limit) {
                throw BackendException.refused("EXCEEDED_DOMAIN_ACCOUNT_LIMIT");
            }
        }
    }

    private long listsBelow(String domain) throws LDAPException {
        return connections
                .search(groups(domain).toString(), SearchScope.ONE, LIST, "1.1")
                .getEntryCount();
    }

    /** Asks the server whether it is there. */
    void check() throws LDAPException {
        connections.search(base.toString(), SearchScope.BASE, Filter.createPresenceFilter("objectClass"), "1.1");
    }
}
