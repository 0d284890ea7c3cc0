package org.jmlmmj.core.reply;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.address.ReversePath;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.spool.ParkedMail;
import org.jmlmmj.core.spool.RandomNames;
import org.jmlmmj.core.subscriber.Reason;
import org.jmlmmj.core.subscriber.Version;
import org.jmlmmj.core.test.ListFixture;
import org.jmlmmj.core.text.ItemList;
import org.jmlmmj.core.text.ItemSource;
import org.jmlmmj.core.text.ListValues;
import org.jmlmmj.core.text.StringSink;
import org.jmlmmj.core.text.TextCache;
import org.jmlmmj.core.text.TextContext;
import org.jmlmmj.core.text.TextName;
import org.jmlmmj.core.text.TextRenderer;
import org.jmlmmj.core.text.Texts;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every worked example of spec 06: {@code golden/text/CASE} holds a {@code template}, what is to come of it ({@code out}: the body,
 * or with {@code headers = yes} the whole mail), files of the list, and in {@code vars} the kind of mail and, where the result
 * is not the original's, the section whose <i>Do better</i> says so.
 */
class GoldenTextTest {
    private static final EmailAddress ANN = EmailAddress.of("ann@example.net");
    private static final Instant NEW_YEAR = Instant.ofEpochSecond(1_767_225_600);
    private static final RandomNames NAMES = RandomNames.of(() -> 0x0011_2233_0bad_cafeL);

    @TempDir
    private Path folder;

    static Stream<Path> cases() throws IOException, URISyntaxException {
        URL root = Objects.requireNonNull(GoldenTextTest.class.getResource("/golden/text"));
        try (Stream<Path> found = Files.list(Path.of(root.toURI()))) {
            return found.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void renders_example_of_the_specification(Path example) throws IOException {
        Properties vars = vars(example);
        ListFixture fixture = fixture(example, vars);
        String mail = vars.getProperty("mail").equals("digest") ? digest(fixture) : mail(fixture, vars);

        boolean whole = vars.getProperty("headers", "no").equals("yes");
        String shown = whole ? mail : mail.substring(mail.indexOf("\n\n") + 2);
        assertThat(shown).isEqualTo(Files.readString(example.resolve("out")));
    }

    private static Properties vars(Path example) throws IOException {
        Properties vars = new Properties();
        vars.load(Files.newBufferedReader(example.resolve("vars")));
        return vars;
    }

    private ListFixture fixture(Path example, Properties vars) throws IOException {
        ListFixture fixture = ListFixture.in(folder);
        Path files = example.resolve("list");
        if (Files.exists(files)) {
            try (Stream<Path> found = Files.walk(files)) {
                for (Path file : found.filter(Files::isRegularFile).toList()) {
                    Files.copy(file, fixture.path(files.relativize(file).toString()));
                }
            }
        }
        String name = switch (vars.getProperty("mail")) {
            case "welcome", "welcome-on-request" -> "finish";
            case "moderate" -> "moderate-post";
            default -> vars.getProperty("mail");
        };
        Files.copy(example.resolve("template"), fixture.path("text/" + name));
        return fixture;
    }

    private static Texts texts(ListFixture fixture) {
        return Texts.of(fixture.directory(), fixture.path("nowhere"), TextCache.none(), fixture.syslog()::warning);
    }

    private static String mail(ListFixture fixture, Properties vars) throws IOException {
        Clock clock = Clock.fixed(NEW_YEAR, ZoneOffset.UTC);
        MailingList list = MailingList.open(fixture.directory(), clock, fixture.syslog());
        List<ParkedMail> written =
                new AdminMailWriter(list, texts(fixture), NAMES, 4242).write(adminMail(list, fixture, vars));
        return Files.readString(written.get(0).file());
    }

    private static AdminMail adminMail(MailingList list, ListFixture fixture, Properties vars) throws IOException {
        SubscriptionMails subscriptions = new SubscriptionMails(list.address());
        InfoMails infos = new InfoMails(list.address());
        return switch (vars.getProperty("mail")) {
            case "welcome" -> subscriptions.welcome(ANN, Reason.ADMIN, Version.NORMAL);
            case "welcome-on-request" -> subscriptions.welcome(ANN, Reason.REQUEST, Version.NORMAL);
            case "help" -> infos.help(ANN);
            case "list" -> infos.subscribers(ANN, list.subscribers());
            case "probe" -> infos.probe(ANN, new BounceNumbers(list.bounces().file(ANN)));
            case "moderate" -> {
                ReportedPost post = new ReportedPost(
                        ANN, vars.getProperty("subject", ""), () -> Files.newInputStream(fixture.path("original")));
                AskedPeople asked = AskedPeople.forPost(list, ReversePath.of(ANN));
                yield new PostMails(list.address())
                        .moderationRequest(post, HoldReason.MODERATED, asked, "00112233aabbccdd");
            }
            default -> throw new IllegalArgumentException(vars.toString());
        };
    }

    /** The digest is made elsewhere; here its text gets what that place gives it. */
    private static String digest(ListFixture fixture) throws IOException {
        MailingList list = fixture.open();
        Map<ItemList, ItemSource> items = new EnumMap<>(ItemList.class);
        items.put(
                ItemList.DIGESTTHREADS,
                ItemSource.of(List.of("Owls", "      1 - Ann <ann@example.net>", "      2 - bob@example.net", "")));
        StringSink sink = StringSink.withHeaders();
        TextContext context = TextContext.of(TextName.of("digest"), ListValues.of(list.address(), NAMES))
                .withValues(Map.of("digestissue", "7", "digestinterval", "1-2"))
                .withItems(items);
        new TextRenderer(texts(fixture), fixture.syslog()::warning).render(context, sink);
        return sink.toString();
    }
}
