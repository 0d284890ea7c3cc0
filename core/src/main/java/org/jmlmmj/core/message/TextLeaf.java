package org.jmlmmj.core.message;

import java.util.ArrayList;
import java.util.List;

/**
 * A part that a mail program shows as the text of a mail. Immutable and thread-safe.
 *
 * @param separators the boundary lines around it, with their hyphens
 */
record TextLeaf(MimePart part, List<String> separators) {
    /** The texts of a mail: one, or the alternative forms of one; none if it has no text of its own (spec 07 §12.3). */
    static List<TextLeaf> of(MimePart root) throws UntouchableException {
        return find(root, List.of());
    }

    private static List<TextLeaf> find(MimePart part, List<String> separators) throws UntouchableException {
        PartHeaders headers = part.headers();
        if (headers.flaw().isPresent()) {
            throw new UntouchableException(headers.flaw().get());
        }
        return switch (headers.type()) {
            case "multipart/mixed" -> find(children(part).get(0), inside(part, separators));
            case "multipart/related" -> find(relatedRoot(part), inside(part, separators));
            case "multipart/alternative" -> {
                List<TextLeaf> found = new ArrayList<>();
                for (MimePart child : children(part)) {
                    found.addAll(find(child, inside(part, separators)));
                }
                yield found;
            }
            case "text/plain", "text/html" -> text(part, separators);
            // Signed, encrypted, reports, attached messages, pictures.
            default -> List.of();
        };
    }

    private static List<TextLeaf> text(MimePart part, List<String> separators) throws UntouchableException {
        if (!part.headers().isBodyText()) {
            return List.of();
        }
        if (!part.hasBody()) {
            throw new UntouchableException("a part has no blank line below its headers");
        }
        return List.of(new TextLeaf(part, separators));
    }

    private static List<MimePart> children(MimePart part) throws UntouchableException {
        if (!part.isClosed() || part.children().isEmpty()) {
            throw new UntouchableException("a boundary is missing");
        }
        return part.children();
    }

    private static MimePart relatedRoot(MimePart part) throws UntouchableException {
        List<MimePart> children = children(part);
        String start = part.headers().parameters().start().orElse("");
        return children.stream()
                .filter(child -> !start.isEmpty() && child.headers().id().equals(start))
                .findFirst()
                .orElse(children.get(0));
    }

    private static List<String> inside(MimePart part, List<String> separators) {
        List<String> all = new ArrayList<>(separators);
        part.headers().parameters().boundary().ifPresent(boundary -> all.add("--" + boundary));
        return List.copyOf(all);
    }
}
