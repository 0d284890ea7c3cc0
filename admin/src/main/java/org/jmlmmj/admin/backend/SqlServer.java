package org.jmlmmj.admin.backend;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.jmlmmj.admin.settings.Setting;
import org.jmlmmj.admin.settings.Settings;
import org.jmlmmj.admin.settings.SettingsException;

/** Connections to the SQL server that the settings name. Stateless and thread-safe. */
final class SqlServer {
    /** A client waits for the answer, so a server that is away must be told soon. Milliseconds. */
    private static final int PATIENCE = 5_000;

    private static final int CONNECTIONS = 5;

    private SqlServer() {}

    /**
     * A pool of connections; the server need not be there yet.
     *
     * @throws SettingsException if the settings do not say which kind of server it is
     */
    static HikariDataSource open(Settings settings) throws SettingsException {
        HikariConfig config = new HikariConfig();
        switch (settings.get(Setting.IREDMAIL_SQL_DB_TYPE)) {
            case "mysql" -> describeMysql(config, settings);
            case "pgsql" -> describePostgresql(config, settings);
            default ->
                throw new SettingsException(
                        "backend bk_iredmail_sql needs iredmail_sql_db_type, which is mysql or pgsql");
        }
        config.setUsername(settings.get(Setting.IREDMAIL_SQL_DB_USER));
        config.setPassword(settings.get(Setting.IREDMAIL_SQL_DB_PASSWORD));
        config.setPoolName("sql");
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(PATIENCE);
        config.setValidationTimeout(PATIENCE / 2);
        config.setInitializationFailTimeout(-1);
        config.setAutoCommit(true);
        return new HikariDataSource(config);
    }

    private static void describeMysql(HikariConfig config, Settings settings) {
        config.setDriverClassName("org.mariadb.jdbc.Driver");
        config.setJdbcUrl("jdbc:mariadb://" + host(settings) + ":" + port(settings, 3306) + "/"
                + settings.get(Setting.IREDMAIL_SQL_DB_NAME));
        config.addDataSourceProperty("connectTimeout", Integer.toString(PATIENCE));
        config.addDataSourceProperty("socketTimeout", Integer.toString(2 * PATIENCE));
        String authorities = settings.get(Setting.IREDMAIL_SQL_DB_CA_FILE);
        if (!authorities.isEmpty()) {
            config.addDataSourceProperty("sslMode", "verify-full");
            config.addDataSourceProperty("serverSslCert", authorities);
        } else {
            config.addDataSourceProperty(
                    "sslMode", settings.get(Setting.IREDMAIL_SQL_DB_USE_SSL) ? "trust" : "disable");
        }
    }

    private static void describePostgresql(HikariConfig config, Settings settings) {
        config.setDriverClassName("org.postgresql.Driver");
        config.setJdbcUrl("jdbc:postgresql://" + host(settings) + ":" + port(settings, 5432) + "/"
                + settings.get(Setting.IREDMAIL_SQL_DB_NAME));
        config.addDataSourceProperty("connectTimeout", Integer.toString(PATIENCE / 1000));
        config.addDataSourceProperty("socketTimeout", Integer.toString(2 * PATIENCE / 1000));
        String authorities = settings.get(Setting.IREDMAIL_SQL_DB_CA_FILE);
        if (!authorities.isEmpty()) {
            config.addDataSourceProperty("sslmode", "verify-full");
            config.addDataSourceProperty("sslrootcert", authorities);
        } else {
            config.addDataSourceProperty(
                    "sslmode", settings.get(Setting.IREDMAIL_SQL_DB_USE_SSL) ? "require" : "disable");
        }
    }

    private static String host(Settings settings) {
        String host = settings.get(Setting.IREDMAIL_SQL_DB_SERVER);
        return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    }

    private static int port(Settings settings, int usual) {
        int port = settings.get(Setting.IREDMAIL_SQL_DB_PORT);
        return port == 0 ? usual : port;
    }
}
