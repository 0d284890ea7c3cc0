package org.jmlmmj.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The samples that start maintenance do what they are for: a post that waits goes out. */
@ExtendWith(Servers.class)
class MaintenanceIT {
    private final ListServer server;
    private final Place place;

    MaintenanceIT(ListServer server) {
        this.server = server;
        place = server.place();
    }

    @BeforeEach
    void waitForOthers() {
        server.awaitQuiet();
    }

    private MadeList listWithPostThatWaits(String name) throws IOException {
        MadeList list = server.make(name);
        String ann = list.subscribe("ann").get(0);
        server.amavis().stop();
        try {
            list.post(ann, "Late swallow of " + name);
            list.awaitFile("requeue/1/subscribers");
            server.awaitQuiet();
        } finally {
            server.amavis().start();
        }
        return list;
    }

    private void assertDelivered(MadeList list) {
        list.awaitMail(list.person("ann"), "Late swallow of " + list.name());
        await("empty requeue")
                .atMost(Patience.LIMIT)
                .until(() -> list.names("requeue").isEmpty());
    }

    @Test
    void the_line_for_cron() throws Exception {
        MadeList list = listWithPostThatWaits("croned");
        String table = place.samples().text("cron/mlmmj-maintd");
        Matcher line =
                Pattern.compile("(?m)^10 \\*/2 \\* \\* \\*\\s+mlmmj\\s+(.+)$").matcher(table);
        assertThat(line.find()).as(table).isTrue();

        String output = Account.run("/bin/sh", "-c", line.group(1));

        assertThat(output).as("what cron would mail to the administrator").isEmpty();
        assertDelivered(list);
    }

    @Test
    void the_unit_for_systemd() throws Exception {
        MadeList list = listWithPostThatWaits("timed");
        Path units = Files.createDirectories(place.folder("units"));
        Files.writeString(units.resolve("jmlmmj"), "MLMMJ_SPOOL=" + place.lists() + "\n");
        place.put("/etc/default/jmlmmj", units.resolve("jmlmmj").toString());
        Samples services = Samples.of(place.installation().home().resolve("share/jmlmmj/service/systemd"), place.own());
        String unit = services.text("mlmmj-maintd.service");
        for (String name : List.of("mlmmj-maintd.service", "mlmmj-maintd.timer")) {
            Files.writeString(units.resolve(name), services.text(name));
        }
        Path checker = Command.find("systemd-analyze", "systemd");
        assertThat(Command.run(checker, "--man=no", "verify", units.resolve("mlmmj-maintd.timer")))
                .isEmpty();

        String start = setting(unit, "ExecStart");
        assertThat(setting(unit, "EnvironmentFile")).isEqualTo("-" + units.resolve("jmlmmj"));
        String output = Account.run("/bin/sh", "-c", "set -a; . \"$1\"; exec " + start, "sh", units.resolve("jmlmmj"));

        assertThat(output).isEmpty();
        assertDelivered(list);
    }

    private static String setting(String unit, String name) {
        Matcher line = Pattern.compile("(?m)^" + name + "=(.+)$").matcher(unit);
        assertThat(line.find()).as("%s in %s", name, unit).isTrue();
        return line.group(1);
    }
}
