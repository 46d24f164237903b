// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactsTest {

    @TempDir
    private Path folder;

    @Test
    void a_copy_differs_in_the_changed_words_only() throws IOException {
        Files.createDirectories(folder.resolve("from/below"));
        Files.writeString(folder.resolve("from/below/a.xml"), "<a to='x:9000'/>");

        Artifacts.copy(folder.resolve("from"), folder.resolve("to"), Map.of("x:9000", "x:1"));

        assertThat(folder.resolve("to/below/a.xml")).hasContent("<a to='x:1'/>");
    }

    @Test
    void a_word_that_is_nowhere_is_an_error() {
        assertThatThrownBy(() -> Artifacts.copy(folder, folder.resolve("to"), Map.of("x:9000", "x:1")))
                .hasMessageContaining("x:9000");
    }
}
