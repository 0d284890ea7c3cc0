package org.jmlmmj.core.test;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every fuzz target is put through: in each build its stored inputs and some changes of them, and, with {@code
 * -Djmlmmj.fuzz=SECONDS}, all that Jazzer makes of them in that time. For one thread.
 */
@Timeout(600)
public abstract class FuzzContract {
    private static final int CHANGES = 20;

    private final Class<?> fuzzed;
    private final Corpus corpus;
    private final Corpus.Target target;

    @TempDir(factory = MemoryFolder.class)
    private Path folder;

    /**
     * @param fuzzed the class with {@code fuzzerTestOneInput}, see {@link Fuzzing}
     * @param corpus where its stored inputs are, see {@link Corpus}
     * @param target that method
     */
    protected FuzzContract(Class<?> fuzzed, String corpus, Corpus.Target target) {
        this.fuzzed = fuzzed;
        this.corpus = Corpus.of(fuzzed, corpus);
        this.target = target;
    }

    @Test
    void holds_for_stored_inputs_and_changes_of_them() throws IOException {
        corpus.replay(CHANGES, target);
    }

    @Test
    @EnabledIfSystemProperty(named = "jmlmmj.fuzz", matches = "[0-9]+")
    void holds_for_what_a_fuzzer_makes_of_them() throws IOException, InterruptedException {
        Fuzzing.of(fuzzed, corpus.folder(), 0).run(folder);
    }
}
