package org.jmlmmj.core.text;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What one mail gives its text: the parts of its name, values for {@code $…$}, items, perhaps the original mail. Values are data,
 * whoever wrote them. Immutable and thread-safe if its sources are.
 */
public final class TextContext {
    private final TextName name;
    private final Function<String, Optional<String>> common;
    private final Map<String, String> values;
    private final Map<ItemList, ItemSource> items;
    private final Optional<OriginalMail> original;

    private TextContext(
            TextName name,
            Function<String, Optional<String>> common,
            Map<String, String> values,
            Map<ItemList, ItemSource> items,
            Optional<OriginalMail> original) {
        this.name = name;
        this.common = common;
        this.values = values;
        this.items = items;
        this.original = original;
    }

    /**
     * A mail that gives nothing but what every mail gives.
     *
     * @param common the values that every text has; they win over those of the mail
     */
    public static TextContext of(TextName name, Function<String, Optional<String>> common) {
        return new TextContext(name, common, Map.of(), Map.of(), Optional.empty());
    }

    /** The same with values of its own. */
    public TextContext withValues(Map<String, String> more) {
        return new TextContext(name, common, Map.copyOf(more), items, original);
    }

    /** The same with lists. */
    public TextContext withItems(Map<ItemList, ItemSource> more) {
        return new TextContext(name, common, values, Map.copyOf(more), original);
    }

    /** The same with the mail that {@code %originalmail%} shows. */
    public TextContext withOriginal(OriginalMail mail) {
        return new TextContext(name, common, values, items, Optional.of(mail));
    }

    /** What the mail is called. */
    public TextName name() {
        return name;
    }

    /** The value of a name; empty if this mail has none. */
    Optional<String> value(String word) {
        return common.apply(word).or(() -> Optional.ofNullable(values.get(word)));
    }

    /** The names of the values that only this mail has. */
    Set<String> ownNames() {
        return values.keySet();
    }

    Optional<ItemSource> items(ItemList list) {
        return Optional.ofNullable(items.get(list));
    }

    Optional<OriginalMail> original() {
        return original;
    }
}
