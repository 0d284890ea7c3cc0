package org.jmlmmj.admin.profile;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jmlmmj.admin.settings.Setting;
import org.jmlmmj.admin.settings.Settings;
import org.jmlmmj.core.address.EmailAddress;

/** The parameters of a new list: what the request gives, what it leaves out, and what the server insists on (spec 09 §8.2). Stateless and thread-safe. */
public final class ProfileDefaults {
    private static final Map<Parameter, String> BUILT_IN = builtIn();

    private ProfileDefaults() {}

    private static Map<Parameter, String> builtIn() {
        Map<Parameter, String> defaults = new LinkedHashMap<>();
        defaults.put(Parameter.TOCC, "yes");
        defaults.put(Parameter.ONLY_SUBSCRIBER_CAN_POST, "yes");
        defaults.put(Parameter.ONLY_MODERATOR_CAN_POST, "no");
        defaults.put(Parameter.MODERATE_NON_SUBSCRIBER_POST, "no");
        defaults.put(Parameter.NOTIFY_OWNER_WHEN_SUB_UNSUB, "no");
        defaults.put(Parameter.NOTIFY_SENDER_WHEN_MODERATED, "no");
        defaults.put(Parameter.DISABLE_ARCHIVE, "no");
        defaults.put(Parameter.DISABLE_RETRIEVING_OLD_POSTS, "yes");
        defaults.put(Parameter.ONLY_SUBSCRIBER_CAN_GET_OLD_POSTS, "yes");
        defaults.put(Parameter.IF_MOD_SEND_ONLY_MOD_MODERATE, "yes");
        return defaults;
    }

    /** The parameters with which a list is made; the request's own come first. */
    public static Map<Parameter, String> complete(
            EmailAddress list, Settings settings, Map<Parameter, String> request) {
        Map<Parameter, String> all = new LinkedHashMap<>(request);
        String postmaster = "postmaster@" + list.domain();
        all.putIfAbsent(Parameter.REMOVE_HEADERS, "");
        all.putIfAbsent(Parameter.CUSTOM_HEADERS, "");
        if (!all.containsKey(Parameter.OWNERS)) {
            all.putIfAbsent(Parameter.OWNER, postmaster);
        }
        all.putIfAbsent(Parameter.MODERATORS, postmaster);
        addDefaults(all, settings);
        settings.get(Setting.MLMMJ_FORCED_PROFILE_SETTINGS)
                .forEach((name, value) -> Parameter.named(name).ifPresent(parameter -> {
                    if (value.isPresent()) {
                        all.put(parameter, value.get());
                    }
                }));
        return all;
    }

    private static void addDefaults(Map<Parameter, String> all, Settings settings) {
        Map<Parameter, String> defaults = new LinkedHashMap<>(BUILT_IN);
        for (Map.Entry<String, Optional<String>> change :
                settings.get(Setting.MLMMJ_DEFAULT_PROFILE_SETTINGS).entrySet()) {
            Parameter.named(change.getKey())
                    .ifPresent(parameter -> change.getValue()
                            .ifPresentOrElse(
                                    value -> defaults.put(parameter, value), () -> defaults.remove(parameter)));
        }
        // Either of the two decides who may post; a default must not undo what the request says.
        if (ProfileRules.isYes(all.getOrDefault(Parameter.ONLY_MODERATOR_CAN_POST, ""))) {
            defaults.remove(Parameter.ONLY_SUBSCRIBER_CAN_POST);
        }
        if (ProfileRules.isYes(all.getOrDefault(Parameter.ONLY_SUBSCRIBER_CAN_POST, ""))) {
            defaults.remove(Parameter.ONLY_MODERATOR_CAN_POST);
        }
        defaults.forEach(all::putIfAbsent);
    }

    /**
     * The names in the settings that are no parameters, which is a spelling mistake of whoever wrote them.
     */
    public static List<String> unknown(Settings settings) {
        return Stream.concat(
                        settings.get(Setting.MLMMJ_DEFAULT_PROFILE_SETTINGS).keySet().stream(),
                        settings.get(Setting.MLMMJ_FORCED_PROFILE_SETTINGS).keySet().stream())
                .filter(name -> Parameter.named(name).isEmpty())
                .toList();
    }
}
