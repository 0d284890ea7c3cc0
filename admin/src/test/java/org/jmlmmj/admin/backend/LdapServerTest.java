package org.jmlmmj.admin.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSimpleBindRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import com.unboundid.ldap.sdk.LDAPConnectionPool;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.OperationType;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jmlmmj.admin.settings.Setting;
import org.jmlmmj.admin.settings.Settings;
import org.jmlmmj.admin.settings.SettingsException;
import org.jmlmmj.core.test.TestCertificate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections that are encrypted from the first octet ({@code secure}), and that become so by STARTTLS ({@code plain}). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LdapServerTest {
    private static final String USER = "cn=vmailadmin,dc=example,dc=net";

    private Path authorities = Path.of("");
    private Path strangers = Path.of("");
    private InMemoryDirectoryServer server;

    /** What the server was asked, as far as it matters here. */
    private final List<String> operations = new CopyOnWriteArrayList<>();

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        TestCertificate own = TestCertificate.make(folder, "dns:localhost");
        TestCertificate misnamed = TestCertificate.make(folder, "dns:ldap.example");
        authorities = Files.writeString(folder.resolve("ca.pem"), own.pem() + misnamed.pem());
        strangers = Files.writeString(
                folder.resolve("other.pem"),
                TestCertificate.make(folder, "dns:localhost").pem());
        InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig("dc=example,dc=net");
        config.setListenerConfigs(
                plain("plain", own),
                secure("secure", own),
                plain("misnamed", misnamed),
                secure("secure misnamed", misnamed));
        config.addAdditionalBindCredentials(USER, "secret");
        config.setAuthenticationRequiredOperationTypes(Arrays.asList(OperationType.values()));
        config.addInMemoryOperationInterceptor(new InMemoryOperationInterceptor() {
            @Override
            public void processSimpleBindRequest(InMemoryInterceptedSimpleBindRequest request) {
                operations.add("password");
            }
        });
        config.setSchema(null);
        server = new InMemoryDirectoryServer(config);
        server.add("dn: dc=example,dc=net", "objectClass: domain", "dc: example");
        server.startListening();
    }

    private static InMemoryListenerConfig plain(String name, TestCertificate certificate) throws Exception {
        return InMemoryListenerConfig.createLDAPConfig(
                name, InetAddress.getLoopbackAddress(), 0, certificate.server().getSocketFactory());
    }

    private static InMemoryListenerConfig secure(String name, TestCertificate certificate) throws Exception {
        return InMemoryListenerConfig.createLDAPSConfig(
                name, InetAddress.getLoopbackAddress(), 0, certificate.server().getServerSocketFactory(), null);
    }

    @AfterAll
    void stop() {
        server.shutDown(true);
    }

    @BeforeEach
    void forget() {
        operations.clear();
    }

    /** @param host by which the server is called */
    private Settings settings(String scheme, String host, String listener) {
        return Settings.standard()
                .with(Setting.IREDMAIL_LDAP_URI, scheme + "://" + host + ":" + server.getListenPort(listener))
                .with(Setting.IREDMAIL_LDAP_BIND_DN, USER)
                .with(Setting.IREDMAIL_LDAP_BIND_PASSWORD, "secret")
                .with(Setting.IREDMAIL_LDAP_CA_FILE, authorities.toString());
    }

    /** The root of the directory, as the server tells it. */
    private String ask(Settings settings) throws SettingsException, LDAPException {
        int port = URI.create(settings.get(Setting.IREDMAIL_LDAP_URI)).getPort();
        boolean isPlain = List.of(server.getListenPort("plain"), server.getListenPort("misnamed"))
                .contains(port);
        try (LDAPConnectionPool connections = LdapServer.open(settings, isPlain ? port : 389)) {
            return connections.getEntry("dc=example,dc=net").getDN();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "secure"})
    void server_with_a_known_certificate_is_asked_over_an_encrypted_connection(String listener) throws Exception {
        assertThat(ask(settings("ldaps", "localhost", listener))).isEqualTo("dc=example,dc=net");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "secure"})
    void server_with_a_certificate_of_somebody_else_is_not_asked(String listener) {
        Settings settings = settings("ldaps", "localhost", listener);

        assertNotAsked(settings.with(Setting.IREDMAIL_LDAP_CA_FILE, strangers.toString()));
        assertNotAsked(settings.with(Setting.IREDMAIL_LDAP_CA_FILE, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"misnamed", "secure misnamed"})
    void server_with_a_certificate_for_another_name_is_not_asked(String listener) {
        assertNotAsked(settings("ldaps", "localhost", listener));
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "secure"})
    void any_certificate_will_do_where_the_settings_say_so(String listener) throws Exception {
        assertThat(ask(settings("ldaps", "127.0.0.1", listener)
                        .with(Setting.IREDMAIL_LDAP_CA_FILE, strangers.toString())
                        .with(Setting.IREDMAIL_LDAP_VERIFY_CERTIFICATE, false)))
                .isEqualTo("dc=example,dc=net");
    }

    @Test
    void connection_stays_in_the_clear_where_the_settings_say_so() throws Exception {
        assertThat(ask(settings("ldap", "localhost", "plain"))).isEqualTo("dc=example,dc=net");

        assertThat(operations).contains("password");
    }

    @Test
    void authorities_that_cannot_be_read_are_told_at_the_start() throws Exception {
        Path nonsense = Files.writeString(authorities.resolveSibling("nonsense.pem"), "nonsense");

        for (String file : new String[] {nonsense.toString(), "/nonexistent/ca.pem"}) {
            assertThatThrownBy(() -> LdapServer.open(
                            settings("ldaps", "localhost", "secure").with(Setting.IREDMAIL_LDAP_CA_FILE, file)))
                    .isInstanceOf(SettingsException.class)
                    .hasMessageContaining("iredmail_ldap_ca_file");
        }
    }

    private void assertNotAsked(Settings settings) {
        assertThatThrownBy(() -> ask(settings)).isInstanceOf(LDAPException.class);
        assertThat(operations).doesNotContain("password");
    }
}
