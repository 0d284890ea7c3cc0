package org.jmlmmj.admin.backend;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jmlmmj.core.address.EmailAddress;

/** The attributes of a list's entry (spec 09 §10.3). Stateless and thread-safe. */
final class LdapEntry {
    private static final String NAME = "cn";
    private static final String POLICY = "accessPolicy";
    private static final String SIZE = "maxMessageSize";
    private static final String OWNER = "listOwner";
    private static final String MODERATOR = "listModerator";
    private static final String ALLOWED = "listAllowedUser";
    private static final String SHADOW = "shadowAddress";
    private static final String TRANSPORT = "mtaTransport";

    private LdapEntry() {}

    /** The attributes of a new entry. */
    static List<Attribute> create(EmailAddress list, ListFacts facts, String transport, Entry domain) {
        List<Attribute> attributes = new ArrayList<>(List.of(
                new Attribute("objectClass", "mailList"),
                new Attribute("mail", list.value()),
                new Attribute(TRANSPORT, transport),
                new Attribute("mailingListID", UUID.randomUUID().toString()),
                new Attribute("accountStatus", "active"),
                new Attribute("enabledService", "mail", "deliver", "mlmmj")));
        if (!"active".equals(domain.getAttributeValue("accountStatus"))) {
            attributes.add(new Attribute("domainStatus", "disabled"));
        }
        addUnlessEmpty(attributes, SHADOW, shadows(list, domain));
        addUnlessEmpty(
                attributes,
                NAME,
                facts.name().filter(name -> !name.isEmpty()).stream().toList());
        addUnlessEmpty(
                attributes,
                POLICY,
                facts.posting().map(ListFacts.Posting::policy).stream().toList());
        addUnlessEmpty(attributes, SIZE, size(facts));
        List<String> owners = texts(facts.owners().orElse(List.of()));
        List<String> moderators = texts(facts.moderators().orElse(List.of()));
        addUnlessEmpty(attributes, OWNER, owners);
        addUnlessEmpty(attributes, MODERATOR, moderators);
        addUnlessEmpty(attributes, ALLOWED, both(owners, moderators));
        return attributes;
    }

    private static void addUnlessEmpty(List<Attribute> attributes, String name, Collection<String> values) {
        if (!values.isEmpty()) {
            attributes.add(new Attribute(name, values));
        }
    }

    /** What changes in an entry that is there; what the facts leave out stays. */
    static List<Modification> change(Entry entry, ListFacts facts) {
        List<Modification> changes = new ArrayList<>();
        facts.name().ifPresent(name -> changes.add(replace(NAME, name.isEmpty() ? List.of() : List.of(name))));
        if (facts.maxMessageSize().isPresent()) {
            changes.add(replace(SIZE, size(facts)));
        }
        facts.posting()
                .filter(posting -> maySet(entry, posting))
                .ifPresent(posting -> changes.add(replace(POLICY, List.of(posting.policy()))));
        facts.owners().ifPresent(people -> changes.add(replace(OWNER, texts(people))));
        facts.moderators().ifPresent(people -> changes.add(replace(MODERATOR, texts(people))));
        if (facts.owners().isPresent() || facts.moderators().isPresent()) {
            // Either may be given alone, and the other is then what the entry says (spec 09 D50).
            changes.add(replace(
                    ALLOWED,
                    both(
                            facts.owners().map(LdapEntry::texts).orElseGet(() -> values(entry, OWNER)),
                            facts.moderators().map(LdapEntry::texts).orElseGet(() -> values(entry, MODERATOR)))));
        }
        return changes;
    }

    /** What follows from another address. */
    static List<Modification> move(EmailAddress renamed, String transport, Entry domain) {
        return List.of(replace(TRANSPORT, List.of(transport)), replace(SHADOW, shadows(renamed, domain)));
    }

    /** No values: the attribute goes, if it was there. */
    private static Modification replace(String name, Collection<String> values) {
        return new Modification(ModificationType.REPLACE, name, values.toArray(String[]::new));
    }

    /** Policies that only the directory knows are not undone by a list that is open to everybody (spec 09 D45). */
    private static boolean maySet(Entry entry, ListFacts.Posting posting) {
        return posting != ListFacts.Posting.EVERYBODY
                || !Set.of("domain", "subdomain")
                        .contains(Optional.ofNullable(entry.getAttributeValue(POLICY))
                                .orElse(""));
    }

    private static List<String> size(ListFacts facts) {
        return facts.maxMessageSize().filter(size -> size > 0).map(size -> Long.toString(size)).stream()
                .toList();
    }

    /** The list's name in every alias domain. */
    private static List<String> shadows(EmailAddress list, Entry domain) {
        return values(domain, "domainAliasName").stream()
                .map(alias -> list.local() + "@" + alias)
                .toList();
    }

    private static List<String> texts(List<EmailAddress> people) {
        return people.stream().map(EmailAddress::value).toList();
    }

    private static Set<String> both(List<String> owners, List<String> moderators) {
        Set<String> all = new LinkedHashSet<>(moderators);
        all.addAll(owners);
        return all;
    }

    static List<String> values(Entry entry, String name) {
        return Optional.ofNullable(entry.getAttributeValues(name))
                .map(Arrays::asList)
                .orElse(List.of());
    }
}
