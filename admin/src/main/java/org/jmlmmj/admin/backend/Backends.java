package org.jmlmmj.admin.backend;

import org.jmlmmj.admin.settings.Setting;
import org.jmlmmj.admin.settings.Settings;
import org.jmlmmj.admin.settings.SettingsException;

/** Opens the backend that the settings name. Stateless and thread-safe. */
public final class Backends {
    private Backends() {}

    /**
     * The backend of this name; its server need not be there yet.
     *
     * @param name as in {@code backend_api}
     * @throws SettingsException if its settings are missing
     */
    public static Backend open(String name, Settings settings) throws SettingsException {
        return switch (name) {
            case "bk_none" -> new NoneBackend(settings.get(Setting.MLMMJ_SPOOL_DIR));
            case "bk_iredmail_sql" -> SqlBackend.open(settings);
            case "bk_iredmail_ldap" -> openLdap(settings);
            default -> throw new SettingsException("there is no backend " + name);
        };
    }

    /** Only sites with a directory need its library, so it may be missing. */
    private static Backend openLdap(Settings settings) throws SettingsException {
        try {
            return LdapBackend.open(settings);
        } catch (NoClassDefFoundError e) {
            throw new SettingsException("backend bk_iredmail_ldap needs unboundid-ldapsdk.jar in the folder ext of the"
                    + " installation; missing: " + e.getMessage());
        }
    }
}
