package org.jmlmmj.receive;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.address.ReversePath;
import org.jmlmmj.core.message.Header;
import org.jmlmmj.core.message.HeaderBlock;
import org.jmlmmj.core.message.LineEnd;
import org.jmlmmj.core.test.ListFixture;
import org.jmlmmj.core.test.MemoryFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The flowchart of spec 02 §2.2 as a decision table, and every combination of what it asks about. */
class PostingDecisionsTest {
    /**
     * What a list and a mail can be like. Control files that are switches are there or not; {@code named}: the list is in To or Cc;
     * {@code listed}: the poster is in {@code control/send}.
     */
    private static final Map<String, List<String>> CONDITIONS = conditions();

    /** So many of them, the first, are control files, so that each list is made once. */
    private static final int CONTROL_FILES = 6;

    private static Map<String, List<String>> conditions() {
        List<String> truth = List.of("yes", "no");
        Map<String, List<String>> conditions = new LinkedHashMap<>();
        conditions.put("tocc", truth);
        conditions.put("access", List.of("none", "allow", "send", "moderate", "deny", "discard"));
        conditions.put("subonlypost", truth);
        conditions.put("modonlypost", truth);
        conditions.put("modnonsubposts", truth);
        conditions.put("moderated", truth);
        conditions.put("authors", List.of("one", "two"));
        conditions.put("extension", List.of("none", "owner", "bounces", "help"));
        conditions.put("sender", List.of("null", "known"));
        conditions.put("loop", truth);
        conditions.put("large", truth);
        conditions.put("named", truth);
        conditions.put("poster", List.of("stranger", "subscriber", "moderator", "list"));
        conditions.put("listed", truth);
        return conditions;
    }

    /** The first row whose conditions all hold decides; what it does not name does not matter. */
    private static final List<String> TABLE = List.of(
            "authors=two extension=none -> discard",
            "authors=two extension=owner -> discard",
            "authors=two extension=help -> discard",
            "extension=owner -> owner",
            "extension=bounces -> command",
            "extension=help -> command",
            "sender=null -> discard",
            "loop=yes -> discard",
            "large=yes poster=list -> drop",
            "large=yes -> deny maxmailsize",
            "tocc=no named=no poster=list -> drop",
            "tocc=no named=no -> deny tocc",
            "access=deny poster=list -> drop",
            "access=deny -> deny access",
            "access=discard -> discard",
            "access=send -> distribute",
            "listed=yes access=moderate -> hold access",
            "listed=yes -> distribute",
            "subonlypost=yes poster=list -> drop",
            "modonlypost=yes poster=list -> drop",
            "modnonsubposts=yes poster=list -> drop",
            "subonlypost=yes modnonsubposts=yes poster=stranger -> hold modnonsubposts",
            "subonlypost=yes modnonsubposts=yes poster=moderator -> hold modnonsubposts",
            "subonlypost=yes poster=stranger -> deny subonlypost",
            "subonlypost=yes poster=moderator -> deny subonlypost",
            "subonlypost=no modonlypost=no modnonsubposts=yes poster=stranger -> hold modnonsubposts",
            "subonlypost=no modonlypost=no modnonsubposts=yes poster=moderator -> hold modnonsubposts",
            "subonlypost=no modonlypost=yes modnonsubposts=yes poster=stranger -> hold modnonmodposts",
            "subonlypost=no modonlypost=yes modnonsubposts=yes poster=subscriber -> hold modnonmodposts",
            "subonlypost=no modonlypost=yes poster=stranger -> deny modonlypost",
            "subonlypost=no modonlypost=yes poster=subscriber -> deny modonlypost",
            "access=moderate -> hold access",
            "moderated=yes -> hold moderated",
            "-> distribute");

    private static final Map<String, EmailAddress> POSTERS = Map.of(
            "stranger", EmailAddress.of("sam@example.com"),
            "subscriber", EmailAddress.of("ann@example.net"),
            "moderator", EmailAddress.of("mira@example.org"),
            "list", EmailAddress.of("birds@example.org"));

    private static final EmailAddress OTHER = EmailAddress.of("other@example.com");
    private static final HeaderBlock PLAIN = headers("X-Loop: other@example.com\n");
    private static final HeaderBlock LOOP = headers("X-Loop: birds@example.org\n");

    @TempDir(factory = MemoryFolder.class)
    Path folder;

    private ListFixture list;

    @BeforeEach
    void makeList() {
        list = ListFixture.in(folder)
                .control("moderators", "mira@example.org\n")
                .control("maxmailsize", "1000\n");
    }

    private static HeaderBlock headers(String header) {
        return new HeaderBlock(List.of(Header.of(header.getBytes(US_ASCII))), LineEnd.LF, 0);
    }

    /** A row of the table. */
    private record Row(Map<String, String> conditions, String verdict) {
        static Row of(String line) {
            String[] sides = line.split("-> ", 2);
            Map<String, String> conditions = new LinkedHashMap<>();
            for (String condition :
                    sides[0].isBlank() ? new String[0] : sides[0].strip().split(" ")) {
                String[] pair = condition.split("=", 2);
                conditions.put(pair[0], pair[1]);
            }
            return new Row(conditions, sides[1]);
        }

        boolean holds(Map<String, String> facts) {
            return conditions.entrySet().stream()
                    .allMatch(condition -> condition.getValue().equals(facts.get(condition.getKey())));
        }
    }

    private final List<Row> rows = TABLE.stream().map(Row::of).toList();
    private final Set<Row> used = new HashSet<>();
    private long compared;

    @Test
    @Tag("heavy")
    void every_combination_is_decided_as_the_table_says() throws IOException {
        List<String> names = List.copyOf(CONDITIONS.keySet());
        Map<String, String> facts = new HashMap<>();
        forEach(names.subList(0, CONTROL_FILES), facts, () -> {
            Policies policies = policies(facts);
            forEach(names.subList(CONTROL_FILES, names.size()), facts, () -> compare(facts, policies));
        });
        assertThat(compared).isEqualTo(196_608);
        assertThat(used).as("rows that decided something").hasSameSizeAs(rows);
    }

    /** Something to do with every combination. */
    private interface Step {
        void run() throws IOException;
    }

    private static void forEach(List<String> names, Map<String, String> facts, Step step) throws IOException {
        if (names.isEmpty()) {
            step.run();
            return;
        }
        for (String value : Objects.requireNonNull(CONDITIONS.get(names.get(0)))) {
            facts.put(names.get(0), value);
            forEach(names.subList(1, names.size()), facts, step);
        }
    }

    /** What the list allows, without and with everybody in {@code control/send}. */
    private record Policies(PostingPolicy unlisted, PostingPolicy listed) {}

    private Policies policies(Map<String, String> facts) throws IOException {
        for (String name : List.of("tocc", "subonlypost", "modonlypost", "modnonsubposts", "moderated")) {
            control(name, "yes".equals(facts.get(name)), "");
        }
        control("access", !"none".equals(facts.get("access")), facts.get("access") + "\n");
        control("send", false, "");
        PostingPolicy unlisted = PostingPolicy.of(list.open());
        StringBuilder everybody = new StringBuilder();
        POSTERS.values().forEach(poster -> everybody.append(poster).append('\n'));
        control("send", true, everybody.toString());
        return new Policies(unlisted, PostingPolicy.of(list.open()));
    }

    private void control(String name, boolean exists, String content) throws IOException {
        if (exists) {
            list.control(name, content);
        } else {
            Files.deleteIfExists(list.path("control/" + name));
        }
    }

    private void compare(Map<String, String> facts, Policies policies) throws IOException {
        Row row = rows.stream().filter(each -> each.holds(facts)).findFirst().orElseThrow();
        used.add(row);
        compared++;
        PostingPolicy policy = "yes".equals(facts.get("listed")) ? policies.listed() : policies.unlisted();
        EmailAddress ann = EmailAddress.of("ann@example.net");
        Verdict verdict = new PostingRules(policy, ann::equals, line -> {}).judge(mail(facts));
        if (!words(verdict).equals(row.verdict())) {
            assertThat(words(verdict)).as("%s", facts).isEqualTo(row.verdict());
        }
    }

    private static IncomingMail mail(Map<String, String> facts) {
        EmailAddress poster = Objects.requireNonNull(POSTERS.get(facts.get("poster")));
        String extension = Objects.requireNonNull(facts.get("extension"));
        boolean nullSender = "null".equals(facts.get("sender"));
        return new IncomingMail(
                "yes".equals(facts.get("loop")) ? LOOP : PLAIN,
                "yes".equals(facts.get("large")) ? 1001 : 1000,
                "two".equals(facts.get("authors")) ? List.of(poster, OTHER) : List.of(poster),
                nullSender ? ReversePath.EMPTY : ReversePath.of(poster),
                nullSender,
                switch (extension) {
                    case "none" -> "";
                    case "bounces" -> "bounces-1-ann=example.net";
                    default -> extension;
                },
                "yes".equals(facts.get("named")));
    }

    private static String words(Verdict verdict) {
        if (verdict instanceof Verdict.Deny deny) {
            return "deny " + deny.reason().word();
        }
        if (verdict instanceof Verdict.Hold hold) {
            return "hold " + hold.reason().word();
        }
        String name = verdict.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        return name.equals("toowner") ? "owner" : name;
    }
}
