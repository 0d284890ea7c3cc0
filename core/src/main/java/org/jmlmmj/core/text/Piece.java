package org.jmlmmj.core.text;

import java.io.IOException;

/** A piece of a line on its way to the composer: some text, or a change of the layout. It can be put out repeatedly. */
@FunctionalInterface
interface Piece {
    void writeTo(Composer composer) throws IOException;
}
