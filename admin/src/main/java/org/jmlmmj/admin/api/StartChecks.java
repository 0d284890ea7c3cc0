package org.jmlmmj.admin.api;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jmlmmj.admin.profile.ProfileDefaults;
import org.jmlmmj.admin.settings.Setting;
import org.jmlmmj.admin.settings.Settings;
import org.jmlmmj.admin.settings.SettingsException;
import org.jmlmmj.core.log.Syslog;

/** What must be right before requests are served; every complaint says what to do. Stateless and thread-safe. */
final class StartChecks {
    private static final int LEAST_TOKEN = 32;

    /** How many numbers the shell's {@code $RANDOM} can be. */
    private static final int SHELL_NUMBERS = 32768;

    private StartChecks() {}

    /** @param syslog is told everything, also what is no reason not to start */
    static void run(Settings settings, Syslog syslog) throws SettingsException {
        checkUser(settings, System.getProperty("user.name"));
        checkFolders(settings, syslog);
        for (String unknown : ProfileDefaults.unknown(settings)) {
            throw new SettingsException("the settings name " + unknown + ", which is no parameter of a list");
        }
        checkTokens(settings.get(Setting.API_AUTH_TOKENS), syslog);
    }

    /** Java cannot change its user, and lists made by root could not be used by anybody else. */
    static void checkUser(Settings settings, String user) throws SettingsException {
        if (user.equals("root") && !settings.get(Setting.RUN_AS_USER).equals("root")) {
            throw new SettingsException("must not run as root; run it as " + settings.get(Setting.RUN_AS_USER)
                    + ", as the service files do");
        }
    }

    /** Each that is missing is told (spec 09 §3). */
    static void checkFolders(Settings settings, Syslog syslog) throws SettingsException {
        List<String> wrong = new ArrayList<>();
        Path spool = settings.get(Setting.MLMMJ_SPOOL_DIR);
        if (!Files.isDirectory(spool) || !Files.isWritable(spool)) {
            wrong.add("MLMMJ_SPOOL_DIR: there is no folder " + spool + ", or this user may not write in it");
        }
        settings.get(Setting.MLMMJ_SKEL_DIR)
                .filter(texts -> !Files.isDirectory(texts))
                .ifPresent(texts ->
                        wrong.add("MLMMJ_SKEL_DIR: there is no folder " + texts + ", or this user may not enter it"));
        wrong.forEach(syslog::error);
        if (!wrong.isEmpty() && settings.get(Setting.ABORT_IF_DIR_WRONG)) {
            throw new SettingsException(String.join("; ", wrong));
        }
    }

    /**
     * Whoever finds a token may change every list, and may try as many as he likes (spec 10 X7).
     *
     * @throws SettingsException if one is short enough to be found; it is never part of the message
     */
    static void checkTokens(List<String> tokens, Syslog syslog) throws SettingsException {
        if (tokens.isEmpty()) {
            syslog.warning("api_auth_tokens is empty, so nobody can use the API");
        }
        for (int i = 0; i < tokens.size(); i++) {
            String token = tokens.get(i);
            if (token.length() < LEAST_TOKEN) {
                throw new SettingsException("api_auth_tokens: number " + (i + 1) + " is shorter than " + LEAST_TOKEN
                        + " characters and can be guessed; make another one, for example with: openssl rand -hex 32");
            }
            if (token.matches("[0-9a-f]{32}") && isOfShellNumber(token)) {
                syslog.warning("api_auth_tokens: number " + (i + 1) + " is one of only " + SHELL_NUMBERS
                        + " that the instructions for older servers give, and can be guessed within seconds;"
                        + " make another one, for example with: openssl rand -hex 32");
            }
        }
    }

    /** Whether it was made as {@code echo $RANDOM | md5sum}. */
    private static boolean isOfShellNumber(String token) {
        try {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            for (int number = 0; number < SHELL_NUMBERS; number++) {
                if (HexFormat.of()
                        .formatHex(digest.digest((number + "\n").getBytes(US_ASCII)))
                        .equals(token)) {
                    return true;
                }
            }
            return false;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }
}
