package org.jmlmmj.core.subscription;

import java.nio.file.Path;
import org.jmlmmj.core.test.ListFixture;
import org.jmlmmj.core.test.MemoryFolder;
import org.jmlmmj.core.test.NamedTexts;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests of the subscription engine on a list, which is new for each. */
abstract class OnEngineList {
    @TempDir(factory = MemoryFolder.class)
    private static Path texts;

    private static Path library;

    @TempDir(factory = MemoryFolder.class)
    Path folder;

    EngineFixture engine;
    ListFixture list;

    @BeforeAll
    static void makeTexts() {
        library = NamedTexts.library(texts);
    }

    @BeforeEach
    void makeList() {
        engine = EngineFixture.in(folder, library);
        list = engine.files();
    }
}
