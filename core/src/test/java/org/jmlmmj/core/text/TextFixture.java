package org.jmlmmj.core.text;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.spool.RandomNames;
import org.jmlmmj.core.test.ListFixture;

/**
 * Renders texts for the mail {@code finish-sub-admin-normal} of a list {@code birds@example.org}, unless told otherwise. Not
 * thread-safe.
 */
final class TextFixture {
    private final ListFixture list;
    private TextName name = TextName.of("finish", "sub", "admin", "normal");
    private final Map<String, String> values = new HashMap<>();
    private final Map<ItemList, ItemSource> items = new EnumMap<>(ItemList.class);
    private byte[] original = new byte[0];
    private boolean hasOriginal;
    private final MailingList opened;

    private TextFixture(ListFixture list) {
        this.list = list;
        this.opened = list.open();
    }

    static TextFixture in(Path folder) {
        return new TextFixture(ListFixture.in(folder));
    }

    ListFixture list() {
        return list;
    }

    TextFixture name(TextName other) {
        name = other;
        return this;
    }

    TextFixture value(String word, String value) {
        values.put(word, value);
        return this;
    }

    TextFixture items(ItemList which, String... those) {
        items.put(which, ItemSource.of(List.of(those)));
        return this;
    }

    TextFixture original(String octets) {
        original = octets.getBytes(StandardCharsets.ISO_8859_1);
        hasOriginal = true;
        return this;
    }

    TextFixture file(String file, String content) {
        list.file(file, content);
        return this;
    }

    /** The body that comes of a template without headers. */
    String body(String template) {
        return render(template.getBytes(StandardCharsets.UTF_8), StringSink.ofBody());
    }

    /** The body that comes of these octets, each given as one character. */
    String bodyOfOctets(String octets) {
        return render(octets.getBytes(StandardCharsets.ISO_8859_1), StringSink.ofBody());
    }

    /** Headers and body that come of a template. */
    String mail(String template) {
        return render(template.getBytes(StandardCharsets.UTF_8), StringSink.withHeaders());
    }

    private String render(byte[] template, StringSink sink) {
        try {
            renderer().render(ParsedText.of("template", template), context(), sink);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sink.toString();
    }

    TextRenderer renderer() {
        return new TextRenderer(texts(), log());
    }

    Texts texts() {
        return Texts.of(opened.directory(), list.path("library"), TextCache.none(), log());
    }

    private Consumer<String> log() {
        return list.syslog()::warning;
    }

    TextContext context() {
        TextContext context = TextContext.of(name, ListValues.of(opened.address(), RandomNames.of(() -> 0x1234L)))
                .withValues(values)
                .withItems(items);
        return hasOriginal ? context.withOriginal(() -> new ByteArrayInputStream(original)) : context;
    }

    /** What was logged, without the level. */
    List<String> problems() {
        return list.syslog().lines().stream()
                .map(line -> line.substring(line.indexOf(' ') + 1))
                .toList();
    }
}
