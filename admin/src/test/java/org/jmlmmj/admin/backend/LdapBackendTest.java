package org.jmlmmj.admin.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.OperationType;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import java.io.File;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jmlmmj.admin.settings.Setting;
import org.jmlmmj.admin.settings.Settings;
import org.jmlmmj.admin.settings.SettingsException;
import org.jmlmmj.core.address.EmailAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LdapBackendTest {
    private static final String BASE = "o=domains,dc=example,dc=net";
    private static final EmailAddress LIST = EmailAddress.of("list@example.com");
    private static final String DN = "mail=list@example.com,ou=Groups,domainName=example.com," + BASE;
    private static final EmailAddress OWNER = EmailAddress.of("postmaster@example.com");
    private static final EmailAddress MODERATOR = EmailAddress.of("me@elsewhere.example");
    private static final ListFacts FACTS = new ListFacts(
            Optional.of("Vögel, (alle) *"),
            Optional.of(10_000L),
            Optional.of(ListFacts.Posting.SUBSCRIBERS),
            Optional.of(List.of(OWNER)),
            Optional.of(List.of(MODERATOR)));

    private InMemoryDirectoryServer server;
    private Backend backend;

    @BeforeEach
    void start() throws Exception {
        InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig("dc=example,dc=net");
        config.setListenerConfigs(
                InMemoryListenerConfig.createLDAPConfig("test", InetAddress.getLoopbackAddress(), 0, null));
        config.addAdditionalBindCredentials("cn=vmailadmin,dc=example,dc=net", "secret");
        config.setAuthenticationRequiredOperationTypes(Arrays.asList(OperationType.values()));
        // iRedMail's own schema is not part of this software.
        config.setSchema(null);
        server = new InMemoryDirectoryServer(config);
        fill();
        server.startListening();
        backend = Backends.open("bk_iredmail_ldap", settings());
    }

    private Settings settings() {
        return Settings.standard()
                .with(Setting.IREDMAIL_LDAP_URI, "ldap://127.0.0.1:" + server.getListenPort())
                .with(Setting.IREDMAIL_LDAP_BASEDN, BASE)
                .with(Setting.IREDMAIL_LDAP_BIND_DN, "cn=vmailadmin,dc=example,dc=net")
                .with(Setting.IREDMAIL_LDAP_BIND_PASSWORD, "secret");
    }

    private void fill() throws Exception {
        server.add("dn: dc=example,dc=net", "objectClass: domain", "dc: example");
        server.add("dn: " + BASE, "objectClass: organization", "o: domains");
        addDomain("example.com", "accountStatus: active", "domainAliasName: alias.example");
        addDomain("example.org", "accountStatus: disabled");
        server.add(
                "dn: mail=user@example.com,ou=Users,domainName=example.com," + BASE,
                "objectClass: mailUser",
                "mail: user@example.com",
                "shadowAddress: nick@example.com");
    }

    private void addDomain(String domain, String... more) throws Exception {
        String dn = "domainName=" + domain + "," + BASE;
        List<String> lines = new ArrayList<>(List.of("dn: " + dn, "objectClass: mailDomain", "domainName: " + domain));
        lines.addAll(List.of(more));
        server.add(lines.toArray(String[]::new));
        for (String unit : List.of("Groups", "Users")) {
            server.add("dn: ou=" + unit + "," + dn, "objectClass: organizationalUnit", "ou: " + unit);
        }
    }

    @AfterEach
    void stop() {
        backend.close();
        server.shutDown(true);
    }

    @Test
    void list_has_the_entry_of_the_specification() throws Exception {
        commit(backend.add(LIST, FACTS));

        assertThat(values("objectClass")).containsExactly("mailList");
        assertThat(values("mail")).containsExactly("list@example.com");
        assertThat(values("mtaTransport")).containsExactly("mlmmj:example.com/list");
        assertThat(values("mailingListID").get(0)).hasSize(36);
        assertThat(values("accountStatus")).containsExactly("active");
        assertThat(values("enabledService")).containsExactly("deliver", "mail", "mlmmj");
        assertThat(values("cn")).containsExactly("Vögel, (alle) *");
        assertThat(values("accessPolicy")).containsExactly("membersonly");
        assertThat(values("maxMessageSize")).containsExactly("10000");
        assertThat(values("shadowAddress")).containsExactly("list@alias.example");
        assertThat(values("domainStatus")).isEmpty();
        assertThat(values("listOwner")).containsExactly("postmaster@example.com");
        assertThat(values("listModerator")).containsExactly("me@elsewhere.example");
        assertThat(values("listAllowedUser")).containsExactly("me@elsewhere.example", "postmaster@example.com");
        assertThat(backend.knows(LIST)).isTrue();
        assertThat(backend.lists()).containsExactly(LIST);
        assertThat(backend.activeLists()).containsExactly(LIST);
        assertThat(backend.listsOf("example.com")).containsExactly(LIST);
        assertThat(backend.listsOf("alias.example")).containsExactly(LIST);
        assertThat(backend.listsOf("example.org")).isEmpty();
    }

    @Test
    void nothing_happens_before_the_commit() throws Exception {
        backend.add(LIST, FACTS).close();

        assertThat(backend.knows(LIST)).isFalse();
    }

    @Test
    void list_of_a_disabled_domain_is_marked() throws Exception {
        commit(backend.add(EmailAddress.of("list@example.org"), FACTS));

        assertThat(entry("mail=list@example.org,ou=Groups,domainName=example.org," + BASE)
                        .getAttributeValue("domainStatus"))
                .isEqualTo("disabled");
    }

    @ParameterizedTest
    @ValueSource(strings = {"user@example.com", "nick@example.com", "user+x@example.com", "USER@example.com"})
    void address_in_use_is_refused(String address) {
        assertRefused("ALREADY_EXISTS", () -> backend.add(EmailAddress.of(address), FACTS));
    }

    @Test
    void domain_that_is_not_here_is_refused() {
        assertRefused("NO_SUCH_DOMAIN", () -> backend.add(EmailAddress.of("list@nowhere.example"), FACTS));
        assertThatThrownBy(() -> backend.add(EmailAddress.of("list@alias.example"), FACTS))
                .asInstanceOf(type(BackendException.class))
                .satisfies(refusal -> assertThat(refusal.warnings())
                        .containsExactly("alias.example is an alias of example.com; make the list there"));
    }

    @Test
    void of_two_who_add_the_same_list_one_is_told() throws Exception {
        Backend.Change first = backend.add(LIST, FACTS);
        Backend.Change second = backend.add(LIST, FACTS);

        commit(first);

        assertRefused("ALREADY_EXISTS", second::commit);
    }

    @Test
    void entry_of_a_front_end_is_adopted() throws Exception {
        commit(backend.add(LIST, FACTS));
        String id = values("mailingListID").get(0);

        commit(backend.add(LIST, people(Optional.of(List.of(MODERATOR)), Optional.empty())));

        assertThat(values("mailingListID")).containsExactly(id);
        assertThat(values("listOwner")).containsExactly("me@elsewhere.example");
    }

    @Test
    void change_touches_only_what_it_names() throws Exception {
        commit(backend.add(LIST, FACTS));

        commit(backend.update(LIST, people(Optional.of(List.of()), Optional.empty())));

        assertThat(values("listOwner")).isEmpty();
        assertThat(values("listAllowedUser")).containsExactly("me@elsewhere.example");
        assertThat(values("cn")).containsExactly("Vögel, (alle) *");
        assertThat(values("maxMessageSize")).containsExactly("10000");

        commit(backend.update(
                LIST,
                new ListFacts(
                        Optional.of(""),
                        Optional.of(0L),
                        Optional.of(ListFacts.Posting.EVERYBODY),
                        Optional.empty(),
                        Optional.empty())));

        assertThat(values("cn")).isEmpty();
        assertThat(values("maxMessageSize")).isEmpty();
        assertThat(values("accessPolicy")).containsExactly("public");
    }

    @Test
    void change_of_what_is_not_there_is_refused() {
        assertRefused("ACCOUNT_NOT_EXIST", () -> backend.update(LIST, FACTS));
    }

    @Test
    void change_without_content_is_none() throws Exception {
        commit(backend.add(LIST, FACTS));
        String before = entry(DN).toLDIFString();

        commit(backend.update(LIST, people(Optional.empty(), Optional.empty())));

        assertThat(entry(DN).toLDIFString()).isEqualTo(before);
    }

    @Test
    void removed_list_is_gone_and_nothing_else() throws Exception {
        commit(backend.add(LIST, FACTS));

        commit(backend.remove(LIST));
        commit(backend.remove(LIST));
        commit(backend.remove(EmailAddress.of("user@example.com")));

        assertThat(backend.knows(LIST)).isFalse();
        assertThat(server.search(BASE, SearchScope.SUB, "(mail=*)", "mail").getEntryCount())
                .isEqualTo(1);
    }

    @Test
    void user_is_no_list() throws Exception {
        server.add(
                "dn: mail=user@example.org,ou=Groups,domainName=example.org," + BASE,
                "objectClass: mailUser",
                "mail: user@example.org",
                "enabledService: mlmmj");

        assertThat(backend.knows(EmailAddress.of("user@example.org"))).isFalse();
        assertThat(backend.lists()).isEmpty();
    }

    @Test
    void renamed_list_keeps_everything_else() throws Exception {
        commit(backend.add(LIST, FACTS));
        String id = values("mailingListID").get(0);
        EmailAddress renamed = EmailAddress.of("birds@example.org");

        commit(backend.rename(LIST, renamed));

        SearchResultEntry entry = entry("mail=birds@example.org,ou=Groups,domainName=example.org," + BASE);
        assertThat(entry.getAttributeValues("mail")).containsExactly("birds@example.org");
        assertThat(entry.getAttributeValue("mtaTransport")).isEqualTo("mlmmj:example.org/birds");
        assertThat(entry.getAttributeValue("mailingListID")).isEqualTo(id);
        assertThat(entry.hasAttribute("shadowAddress")).isFalse();
        assertThat(backend.knows(LIST)).isFalse();
        assertRefused("ALREADY_EXISTS", () -> backend.rename(renamed, EmailAddress.of("user@example.com")));
    }

    @Test
    void list_that_is_switched_off_is_not_active() throws Exception {
        commit(backend.add(LIST, FACTS));
        server.modify(
                "dn: mail=list@example.com,ou=Groups,domainName=example.com," + BASE,
                "changetype: modify",
                "replace: accountStatus",
                "accountStatus: disabled");

        assertThat(backend.lists()).containsExactly(LIST);
        assertThat(backend.activeLists()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*)(mail=*@example.com", "a,ou=users@example.com", "#x\\2a@example.com", "*@example.com"})
    void address_that_looks_like_a_filter_matches_nothing(String address) throws Exception {
        commit(backend.add(LIST, FACTS));
        Optional<EmailAddress> hostile = EmailAddress.parse(address);

        if (hostile.isPresent()) {
            assertThat(backend.knows(hostile.get())).isFalse();
            backend.remove(hostile.get()).commit();
        }
        assertThat(backend.listsOf("*)(mail=*")).isEmpty();
        assertThat(backend.lists()).containsExactly(LIST);
    }

    @ParameterizedTest
    @CsvSource({"2, 2", "-1, 0", "0, 3", "many, 3"})
    void domain_has_as_many_lists_as_it_may(String limit, int expected) throws Exception {
        server.modify(
                "dn: domainName=example.com," + BASE,
                "changetype: modify",
                "add: accountSetting",
                "accountSetting: numberOfUsers:1",
                "accountSetting: numberOfLists:" + limit);

        int made = 0;
        for (String name : List.of("a", "b", "c")) {
            EmailAddress list = EmailAddress.of(name + "@example.com");
            if (made < expected) {
                commit(backend.add(list, FACTS));
                made++;
            } else {
                assertRefused("EXCEEDED_DOMAIN_ACCOUNT_LIMIT", () -> backend.add(list, FACTS));
            }
        }

        commit(backend.add(EmailAddress.of("d@example.org"), FACTS));
        if (expected < 3) {
            assertRefused(
                    "EXCEEDED_DOMAIN_ACCOUNT_LIMIT",
                    () -> backend.rename(EmailAddress.of("d@example.org"), EmailAddress.of("d@example.com")));
        }
        if (expected > 0) {
            // Neither is one list more.
            commit(backend.add(EmailAddress.of("a@example.com"), FACTS));
            commit(backend.rename(EmailAddress.of("a@example.com"), EmailAddress.of("e@example.com")));
        }
    }

    @Test
    void server_that_is_away_is_no_answer() throws Exception {
        commit(backend.add(LIST, FACTS));
        Backend.Change change = backend.update(LIST, people(Optional.of(List.of()), Optional.empty()));

        server.shutDown(true);

        assertRefused("LDAP_ERROR", change::commit);
        assertRefused("LDAP_ERROR", () -> backend.knows(LIST));
        assertRefused("LDAP_ERROR", backend::check);
        server.startListening();
        backend.check();
        assertThat(values("listOwner")).containsExactly("postmaster@example.com");
    }

    @Test
    void wrong_password_is_told() throws Exception {
        try (Backend other =
                Backends.open("bk_iredmail_ldap", settings().with(Setting.IREDMAIL_LDAP_BIND_PASSWORD, "wrong"))) {
            assertRefused("LDAP_ERROR", other::check);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ldap://", "http://127.0.0.1", "ldap://a b", "127.0.0.1"})
    void address_of_no_server_is_refused_at_the_start(String uri) {
        assertThatThrownBy(() -> Backends.open("bk_iredmail_ldap", settings().with(Setting.IREDMAIL_LDAP_URI, uri)))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("iredmail_ldap_uri");
    }

    @Test
    void missing_base_is_refused_at_the_start() {
        assertThatThrownBy(() -> Backends.open("bk_iredmail_ldap", settings().with(Setting.IREDMAIL_LDAP_BASEDN, "")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("iredmail_ldap_basedn");
    }

    @Test
    void missing_library_is_named_and_matters_to_this_backend_only() throws Exception {
        List<URL> without = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (!entry.contains("unboundid")) {
                without.add(Path.of(entry).toUri().toURL());
            }
        }
        try (URLClassLoader loader =
                new URLClassLoader(without.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            Class<?> settings = loader.loadClass(Settings.class.getName());
            Method open = loader.loadClass(Backends.class.getName()).getMethod("open", String.class, settings);
            Object standard = settings.getMethod("standard").invoke(null);

            assertThat(open.invoke(null, "bk_none", standard)).isNotNull();
            assertThatThrownBy(() -> open.invoke(null, "bk_iredmail_ldap", standard))
                    .cause()
                    .hasMessageContaining("needs unboundid-ldapsdk.jar");
        }
    }

    private static ListFacts people(Optional<List<EmailAddress>> owners, Optional<List<EmailAddress>> moderators) {
        return new ListFacts(Optional.empty(), Optional.empty(), Optional.empty(), owners, moderators);
    }

    private static void assertRefused(String code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .asInstanceOf(type(BackendException.class))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    private static void commit(Backend.Change change) throws BackendException {
        try (change) {
            change.commit();
        }
    }

    private SearchResultEntry entry(String dn) throws LDAPException {
        return server.getEntry(dn);
    }

    /** Sorted. */
    private List<String> values(String attribute) throws LDAPException {
        String[] values = entry(DN).getAttributeValues(attribute);
        return values == null ? List.of() : List.copyOf(new TreeSet<>(List.of(values)));
    }
}
