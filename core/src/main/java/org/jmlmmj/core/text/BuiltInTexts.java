package org.jmlmmj.core.text;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * The last resort when no file is found (spec 06 §1): the English texts on the class path, and when even those are missing a text
 * made of nothing but the mail's name and values. So every mail can be sent. Stateless, so thread-safe.
 */
final class BuiltInTexts {
    private static final String FOLDER = "/text.skel/en/";

    private BuiltInTexts() {}

    /** The English text of that name. */
    static Optional<ParsedText> find(FileName name) throws IOException {
        try (InputStream in = BuiltInTexts.class.getResourceAsStream(FOLDER + name)) {
            return in == null
                    ? Optional.empty()
                    : Optional.of(ParsedText.of("built-in text " + name, in.readAllBytes()));
        }
    }

    /** A text that says what there is to say, in no particular words. */
    static ParsedText improvise(TextContext mail) {
        StringBuilder text = new StringBuilder(512);
        String title = (mail.name().purpose() + " " + mail.name().action() + " "
                        + mail.name().reason() + " " + mail.name().type())
                .strip();
        text.append("Subject: $list$: ").append(title).append("\n\n");
        text.append("This is an automatic message of the mailing list $listaddr$.\n");
        text.append("It is about: ").append(title).append("\n\n");
        mail.ownNames().stream().sorted().forEach(name -> text.append(name + ": $" + name + "$\n"));
        text.append("\nHelp: $helpaddr$\nOwner: $listowner$\n");
        return ParsedText.of("improvised text", text.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
