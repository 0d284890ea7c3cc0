package org.jmlmmj.receive;

import java.nio.file.Path;
import org.jmlmmj.core.test.ListFixture;
import org.jmlmmj.core.test.MemoryFolder;
import org.jmlmmj.core.test.NamedTexts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests that write commands to a list, which is new for each. */
abstract class OnCommandList {
    static final String COOKIE = "0123456789abcdef";

    @TempDir
    private static Path texts;

    private static Path library;

    @TempDir(factory = MemoryFolder.class)
    private Path folder;

    CommandFixture fixture;
    ListFixture list;

    @BeforeAll
    static void makeTexts() {
        library = NamedTexts.library(texts);
    }

    @BeforeEach
    void makeList() {
        fixture = CommandFixture.in(folder, library);
        list = fixture.list();
    }

    @AfterEach
    void close() {
        fixture.close();
    }
}
