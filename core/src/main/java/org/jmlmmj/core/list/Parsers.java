package org.jmlmmj.core.list;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jmlmmj.core.list.Tunable.Parser;

/**
 * How control files become values, as {@link Tunable} says of each. Classes and no lambdas: each start of a program needs all of them,
 * and a lambda takes several times as long to come into being as a class from the start-up archive. Stateless, so thread-safe.
 */
final class Parsers {
    private Parsers() {}

    record Existence() implements Parser<Boolean> {
        @Override
        public Boolean parse(ControlFile file) throws IOException {
            return file.exists();
        }
    }

    record FirstLine() implements Parser<Optional<String>> {
        @Override
        public Optional<String> parse(ControlFile file) throws IOException {
            return file.firstLine();
        }
    }

    record OctetLines() implements Parser<Optional<List<String>>> {
        @Override
        public Optional<List<String>> parse(ControlFile file) throws IOException {
            return file.octetLines();
        }
    }

    record Entries() implements Parser<Optional<List<String>>> {
        @Override
        public Optional<List<String>> parse(ControlFile file) throws IOException {
            return file.entries();
        }
    }

    record Octets() implements Parser<Optional<byte[]>> {
        @Override
        public Optional<byte[]> parse(ControlFile file) throws IOException {
            return file.octets();
        }
    }

    record Bounded(long standard, long least, long most) implements Parser<Long> {
        @Override
        public Long parse(ControlFile file) throws IOException {
            return file.number(standard, least, most);
        }
    }

    record Positive(long standard) implements Parser<Long> {
        @Override
        public Long parse(ControlFile file) throws IOException {
            return file.count(standard);
        }
    }
}
