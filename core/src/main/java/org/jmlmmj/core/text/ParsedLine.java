package org.jmlmmj.core.text;

import java.util.List;
import java.util.Optional;
import org.jmlmmj.core.text.Token.Kind;

/**
 * One line of a list text, cut into tokens. Immutable and thread-safe.
 *
 * @param text the line
 * @param tokens all of it, in order
 * @param place file and line number, for messages
 * @param needsWholeLine whether it may have to be put out once per item
 */
record ParsedLine(String text, List<Token> tokens, String place, boolean needsWholeLine) {
    static ParsedLine of(String text, List<Token> tokens, String place) {
        boolean needsWholeLine =
                tokens.stream().flatMap(token -> token.directive().stream()).anyMatch(Directive::needsWholeLine);
        return new ParsedLine(text, List.copyOf(tokens), place, needsWholeLine);
    }

    /** The number of the next line break from this token on, or the number of tokens. */
    int nextBreak(int token) {
        int next = token;
        while (next < tokens.size() && tokens.get(next).kind() != Kind.LINE_BREAK) {
            next++;
        }
        return next;
    }

    /** Whether there are only spaces and tabs from this token up to the next line break. */
    boolean isBlankFrom(int token) {
        if (isEndOfLine(token)) {
            return true;
        }
        Token first = tokens.get(token);
        return first.kind() == Kind.TEXT && isEndOfLine(token + 1) && Blanks.fill(text, first.from(), first.to());
    }

    private boolean isEndOfLine(int token) {
        return token == tokens.size() || tokens.get(token).kind() == Kind.LINE_BREAK;
    }

    /** What is wrong with a sign that opens nothing in this mail; empty if it is text. */
    Optional<String> mistakeAt(Token sign) {
        if (sign.after() == 0) {
            return Optional.empty();
        }
        Token closing = tokens.get(sign.after() - 1);
        return Mistakes.find(text.charAt(sign.from()), text.substring(sign.to(), closing.from()));
    }
}
