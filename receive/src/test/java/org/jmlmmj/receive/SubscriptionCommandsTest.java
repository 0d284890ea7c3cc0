package org.jmlmmj.receive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of list, every step and every version: the mails that go out, and the files afterwards (spec 02 §6.3–6.7, §7). */
class SubscriptionCommandsTest extends OnCommandList {
    /** Kind of list, step, mails, version afterwards, requests that wait; V is the version and L what is left. */
    private static final String TABLE = """
            open          | subscribe   | confirm-sub-request-V                        | none | subconf
            open          | confirm     | finish-sub-confirm-V                         | V    |
            open          | unsubscribe | confirm-unsub-request-all                    | V    | unsubconf
            open          | leave       | finish-unsub-confirm-L                       | left |
            closedlist    | subscribe   |                                              | none |
            closedlist    | confirm     | finish-sub-confirm-V                         | V    |
            closedlist    | unsubscribe |                                              | V    |
            closedlist    | leave       |                                              | V    | unsubconf
            closedlistsub | subscribe   |                                              | none |
            closedlistsub | confirm     | finish-sub-confirm-V                         | V    |
            closedlistsub | unsubscribe | confirm-unsub-request-all                    | V    | unsubconf
            closedlistsub | leave       | finish-unsub-confirm-L                       | left |
            submod        | subscribe   | confirm-sub-request-V                        | none | subconf
            submod        | confirm     | gatekeep-sub-confirm-V wait-sub-confirm-V    | none | moderation
            submod        | unsubscribe | confirm-unsub-request-all                    | V    | unsubconf
            submod        | leave       | finish-unsub-confirm-L                       | left |
            nosubconfirm  | subscribe   | finish-sub-request-V                         | V    |
            nosubconfirm  | confirm     | finish-sub-confirm-V                         | V    |
            nosubconfirm  | unsubscribe | finish-unsub-request-all                     | none |
            nosubconfirm  | leave       | finish-unsub-confirm-L                       | left |
            """;

    static Stream<Arguments> rows() {
        return TABLE.lines().flatMap(row -> {
            String[] cells = row.split("\\|", -1);
            return Stream.of("normal", "digest", "nomail", "both")
                    .map(version -> Arguments.of(
                            cells[0].strip(),
                            cells[1].strip(),
                            version,
                            cells[2].strip(),
                            cells[3].strip(),
                            cells[4].strip()));
        });
    }

    @ParameterizedTest
    @MethodSource("rows")
    void step_leads_to_these_mails_and_files(
            String kind, String step, String version, String mails, String after, String requests) {
        if (!kind.equals("open")) {
            list.control(kind, "");
        }
        prepare(step, version);

        List<String> sent = fixture.write("ann@example.net", command(step, version));

        String left = leaves(version);
        assertThat(sent.stream().map(mail -> mail.substring(0, mail.indexOf(' '))))
                .containsExactlyInAnyOrder(
                        mails.isEmpty()
                                ? new String[0]
                                : mails.replace("V", version).replace("L", left).split(" "));
        assertThat(sent).allMatch(mail -> mail.endsWith("to ann@example.net") || mail.endsWith("keeper@example.org"));
        assertThat(state()).isEqualTo(expectedState(after, version));
        assertThat(waiting()).isEqualTo(requests.isEmpty() ? List.of() : List.of(requests));
        assertThat(list.names("queue")).containsExactly("discarded");
        assertThat(list.names("queue/discarded")).isEmpty();
    }

    private void prepare(String step, String version) {
        if (step.equals("confirm")) {
            list.file("subconf/" + COOKIE, "ann@example.net");
        }
        if (step.equals("unsubscribe") || step.equals("leave")) {
            subscribe(version);
        }
        if (step.equals("leave")) {
            list.file("unsubconf/" + COOKIE, "ann@example.net");
        }
    }

    private void subscribe(String version) {
        for (String folderName : folders(version)) {
            list.lines(folderName, "ann@example.net");
        }
    }

    private static List<String> folders(String version) {
        return switch (version) {
            case "normal" -> List.of("subscribers.d");
            case "digest" -> List.of("digesters.d");
            case "nomail" -> List.of("nomailsubs.d");
            case "both" -> List.of("digesters.d", "subscribers.d");
            default -> List.of();
        };
    }

    private static String command(String step, String version) {
        String infix = version.equals("normal") ? "" : version + "-";
        String suffix = version.equals("normal") ? "" : "-" + version;
        return switch (step) {
            case "subscribe" -> "subscribe" + suffix;
            case "confirm" -> "confsub-" + infix + COOKIE;
            case "unsubscribe" -> version.equals("both") ? "unsubscribe" : "unsubscribe" + suffix;
            default -> "confunsub-" + (version.equals("both") ? "" : infix) + COOKIE;
        };
    }

    /** What a confirmed wish to leave is about: {@code confunsub} knows no word for normal and both. */
    private static String leaves(String version) {
        return version.equals("digest") || version.equals("nomail") ? version : "all";
    }

    private static List<String> expectedState(String after, String version) {
        return after.equals("V") ? folders(version) : List.of();
    }

    private List<String> state() {
        return Stream.of("digesters.d", "nomailsubs.d", "subscribers.d")
                .filter(name -> list.has(name + "/a"))
                .peek(name -> assertThat(list.content(name + "/a")).isEqualTo("ann@example.net\n"))
                .toList();
    }

    private List<String> waiting() {
        List<String> waiting = new ArrayList<>();
        for (String name : List.of("subconf", "unsubconf", "moderation")) {
            for (String ignored : list.names(name)) {
                waiting.add(name);
            }
        }
        return waiting;
    }
}
