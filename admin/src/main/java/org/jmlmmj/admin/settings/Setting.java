package org.jmlmmj.admin.settings;

import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The catalogue of settings (spec 09 §2.1): name, form, default and meaning of each. What is not in it is refused, as a setting
 * with a spelling mistake would otherwise be one that does nothing. Immutable and thread-safe.
 *
 * @param <T> what its value is
 */
public final class Setting<T> {
    private static final List<Setting<?>> ALL = new ArrayList<>();

    public static final Setting<String> LISTEN_ADDRESS =
            text("listen_address", "127.0.0.1", "The address on which the API listens, and to which the tools talk.");
    public static final Setting<Integer> LISTEN_PORT =
            number("listen_port", 0, 65535, 7790, "The port on which the API listens, and to which the tools talk.");
    public static final Setting<String> RUN_AS_USER =
            text("run_as_user", "mlmmj", "Who the API runs as; the service manager sees to it.");
    public static final Setting<String> RUN_AS_GROUP = text("run_as_group", "mlmmj", "The group of the same.");
    public static final Setting<String> PID_FILE = text(
            "pid_file",
            "",
            "Not needed: service managers know the number of the process, and nothing is written here.");
    public static final Setting<String> LOG_LEVEL = word(
            "log_level",
            List.of("info", "debug", "warning", "warn", "error", "critical"),
            "info",
            "From which importance on the log is written; debug also tells of every request.");
    public static final Setting<String> BACKEND_API = word(
            "backend_api",
            List.of("bk_none", "bk_iredmail_sql", "bk_iredmail_ldap"),
            "bk_none",
            "Where the API notes, for the mail server, that an address is a list.");
    public static final Setting<String> BACKEND_CLI = word(
            "backend_cli",
            List.of("bk_none", "bk_iredmail_sql", "bk_iredmail_ldap"),
            "bk_none",
            "The same for the command line client.");
    public static final Setting<List<String>> API_AUTH_TOKENS = texts(
            "api_auth_tokens",
            "The secrets that open the API; the tools use the first. An entry sha256:HEX is the digest of a secret, which the tools cannot use.");
    public static final Setting<Map<String, Optional<String>>> API_AUTH_TOKEN_SCOPES = map(
            "API_AUTH_TOKEN_SCOPES",
            "What a token opens if not everything: read-only, domains, or both. Names are the entries of api_auth_tokens.");
    public static final Setting<String> SYSLOG_SERVER =
            text("SYSLOG_SERVER", "/dev/log", "The socket of syslog, or the name or address of a host.");
    public static final Setting<Integer> SYSLOG_PORT =
            number("SYSLOG_PORT", 1, 65535, 514, "The port of syslog on that host.");
    public static final Setting<String> SYSLOG_FACILITY = text("SYSLOG_FACILITY", "local5", "The facility of the log.");
    public static final Setting<List<String>> RECIPIENT_DELIMITERS =
            texts("RECIPIENT_DELIMITERS", List.of("+"), "Delimiters of address extensions, for the LDAP backend.");
    public static final Setting<String> MTA_TRANSPORT_NAME =
            text("MTA_TRANSPORT_NAME", "mlmmj", "The mail server's transport that leads to the lists.");
    public static final Setting<String> API_AUTH_TOKEN_HEADER_NAME = text(
            "API_AUTH_TOKEN_HEADER_NAME",
            "X-MLMMJADMIN-API-AUTH-TOKEN",
            "The header in which a request brings its secret.");
    public static final Setting<Boolean> RESTRICT_ACCESS =
            flag("RESTRICT_ACCESS", false, "Whether only ACCEPTED_CLIENTS are served.");
    public static final Setting<List<String>> ACCEPTED_CLIENTS = texts(
            "ACCEPTED_CLIENTS", "Addresses, or networks as ADDRESS/BITS, that are served if RESTRICT_ACCESS says so.");
    public static final Setting<Boolean> ABORT_IF_DIR_WRONG =
            flag("ABORT_IF_DIR_WRONG", true, "Whether a missing spool or text folder keeps the API from starting.");
    public static final Setting<Path> MLMMJ_SPOOL_DIR =
            path("MLMMJ_SPOOL_DIR", "/var/spool/mlmmj", "Where lists lie, as DOMAIN/NAME.");
    public static final Setting<Optional<Path>> MLMMJ_ARCHIVE_DIR = optionalPath(
            "MLMMJ_ARCHIVE_DIR", "/var/spool/mlmmj-archive", "Where removed lists go; empty: .archive in the spool.");
    public static final Setting<Optional<Path>> MLMMJ_SKEL_DIR = optionalPath(
            "MLMMJ_SKEL_DIR", "", "The list texts, one folder per language; empty: those that come with the software.");
    public static final Setting<Set<PosixFilePermission>> MLMMJ_FILE_PERMISSION =
            permissions("MLMMJ_FILE_PERMISSION", "0700", "The mode of new folders, octal.");
    public static final Setting<String> CMD_MLMMJ_SUB =
            text("CMD_MLMMJ_SUB", "", "Not needed: the API subscribes people by itself.");
    public static final Setting<Map<String, Optional<String>>> MLMMJ_DEFAULT_PROFILE_SETTINGS = map(
            "MLMMJ_DEFAULT_PROFILE_SETTINGS",
            "Values that a new list gets where the request says nothing; null takes a built-in one away.");
    public static final Setting<Map<String, Optional<String>>> MLMMJ_FORCED_PROFILE_SETTINGS =
            map("MLMMJ_FORCED_PROFILE_SETTINGS", "Values that a new list gets whatever the request says.");
    public static final Setting<List<String>> MLMMJ_DEFAULT_SUB_DIRS =
            texts("MLMMJ_DEFAULT_SUB_DIRS", "Folders of a new list beyond those that every list has.");
    public static final Setting<Map<String, Optional<String>>> MLMMJ_DEFAULT_CUSTOM_HEADERS =
            map("MLMMJ_DEFAULT_CUSTOM_HEADERS", "Headers that every list's posts get; null takes a built-in one away.");
    public static final Setting<List<String>> MLMMJ_DEFAULT_REMOVED_HEADERS =
            texts("MLMMJ_DEFAULT_REMOVED_HEADERS", "Headers that are taken from every list's posts.");
    public static final Setting<List<String>> ACCEPTED_RELAY_HOSTS =
            texts("ACCEPTED_RELAY_HOSTS", "Hosts to which lists may be told to send; none: to any.");
    public static final Setting<Integer> MAX_BODY_SIZE =
            number("MAX_BODY_SIZE", 1024, 1 << 30, 1 << 20, "Octets that the body of a request may have.");
    public static final Setting<Integer> MAX_ADDRESSES =
            number("MAX_ADDRESSES", 1, 1 << 24, 10_000, "Addresses that one request may bring.");
    public static final Setting<String> IREDMAIL_SQL_DB_TYPE = word(
            "iredmail_sql_db_type",
            List.of("", "mysql", "pgsql"),
            "",
            "The SQL server: mysql (also MariaDB) or pgsql.");
    public static final Setting<String> IREDMAIL_SQL_DB_SERVER =
            text("iredmail_sql_db_server", "127.0.0.1", "Its host.");
    public static final Setting<Integer> IREDMAIL_SQL_DB_PORT =
            number("iredmail_sql_db_port", 0, 65535, 0, "Its port; 0 for the usual one of its kind.");
    public static final Setting<String> IREDMAIL_SQL_DB_NAME = text("iredmail_sql_db_name", "vmail", "The database.");
    public static final Setting<String> IREDMAIL_SQL_DB_USER =
            text("iredmail_sql_db_user", "vmailadmin", "Who may change it.");
    public static final Setting<String> IREDMAIL_SQL_DB_PASSWORD =
            text("iredmail_sql_db_password", "", "The password of the same.");
    public static final Setting<Boolean> IREDMAIL_SQL_DB_USE_SSL =
            flag("iredmail_sql_db_use_ssl", false, "Whether the connection must be encrypted.");
    public static final Setting<String> IREDMAIL_SQL_DB_CA_FILE = text(
            "iredmail_sql_db_ca_file", "", "Certificates by which the SQL server is known; empty: it is not verified.");
    public static final Setting<String> IREDMAIL_LDAP_URI = text("iredmail_ldap_uri", "", "The LDAP server.");
    public static final Setting<String> IREDMAIL_LDAP_BASEDN =
            text("iredmail_ldap_basedn", "", "The entry under which domains lie.");
    public static final Setting<String> IREDMAIL_LDAP_BIND_DN = text("iredmail_ldap_bind_dn", "", "Who may change it.");
    public static final Setting<String> IREDMAIL_LDAP_BIND_PASSWORD =
            text("iredmail_ldap_bind_password", "", "The password of the same.");
    public static final Setting<Boolean> IREDMAIL_LDAP_VERIFY_CERTIFICATE =
            flag("iredmail_ldap_verify_certificate", true, "Whether the LDAP server's certificate must be in order.");
    public static final Setting<String> IREDMAIL_LDAP_CA_FILE = text(
            "iredmail_ldap_ca_file",
            "",
            "Certificates (PEM) by which the LDAP server is known; empty: those that Java believes.");

    private final String name;
    private final String meaning;
    private final T standard;
    private final SettingForm<T> form;

    private Setting(String name, T standard, String meaning, SettingForm<T> form) {
        this.name = name;
        this.meaning = meaning;
        this.standard = standard;
        this.form = form;
        ALL.add(this);
    }

    /** Every setting, in the order of the manual. */
    public static List<Setting<?>> all() {
        return Collections.unmodifiableList(ALL);
    }

    /** The setting of this name; names are written exactly. */
    static Optional<Setting<?>> named(String name) {
        return ALL.stream().filter(setting -> setting.name.equals(name)).findFirst();
    }

    /** Its name in the file. */
    public String name() {
        return name;
    }

    /** What it does, in one sentence for the manual. */
    public String meaning() {
        return meaning;
    }

    /** Its value when the file does not give it. */
    public T standard() {
        return standard;
    }

    T read(SettingValue value) throws SettingsException {
        return form.read(name, value);
    }

    private static Setting<String> text(String name, String standard, String meaning) {
        return new Setting<>(name, standard, meaning, SettingForm.text());
    }

    private static Setting<String> word(String name, List<String> words, String standard, String meaning) {
        return new Setting<>(name, standard, meaning, SettingForm.word(words));
    }

    private static Setting<Integer> number(String name, int least, int most, int standard, String meaning) {
        return new Setting<>(name, standard, meaning, SettingForm.number(least, most));
    }

    private static Setting<Boolean> flag(String name, boolean standard, String meaning) {
        return new Setting<>(name, standard, meaning, SettingForm.flag());
    }

    private static Setting<List<String>> texts(String name, String meaning) {
        return texts(name, List.of(), meaning);
    }

    private static Setting<List<String>> texts(String name, List<String> standard, String meaning) {
        return new Setting<>(name, standard, meaning, SettingForm.texts());
    }

    private static Setting<Map<String, Optional<String>>> map(String name, String meaning) {
        return new Setting<>(name, Map.of(), meaning, SettingForm.map());
    }

    private static Setting<Path> path(String name, String standard, String meaning) {
        return new Setting<>(name, Path.of(standard), meaning, SettingForm.path());
    }

    private static Setting<Optional<Path>> optionalPath(String name, String standard, String meaning) {
        Optional<Path> path = standard.isEmpty() ? Optional.empty() : Optional.of(Path.of(standard));
        return new Setting<>(name, path, meaning, SettingForm.optionalPath());
    }

    private static Setting<Set<PosixFilePermission>> permissions(String name, String standard, String meaning) {
        return new Setting<>(name, SettingForm.bits(standard), meaning, SettingForm.permissions());
    }
}
