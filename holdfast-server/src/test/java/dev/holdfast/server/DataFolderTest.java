// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One folder, one Holdfast.
class DataFolderTest {

    @TempDir
    Path folder;

    @Test
    void the_folder_is_made_and_says_who_has_it() throws IOException {
        try (DataFolder data = DataFolder.open(folder.resolve("a/b"))) {
            assertThat(Files.readString(data.path().resolve("holdfast.lock")))
                    .isEqualTo(Long.toString(ProcessHandle.current().pid()));
        }
    }

    @Test
    void a_folder_that_is_in_use_is_refused_until_it_is_given_back() {
        try (DataFolder data = DataFolder.open(folder)) {
            assertThatThrownBy(() -> DataFolder.open(data.path()))
                    .isInstanceOfSatisfying(
                            StartException.class,
                            refused -> assertThat(refused.reason()).isEqualTo(StartException.Reason.DATA_FOLDER))
                    .hasMessageContaining("in use");
        }
        DataFolder.open(folder).close();
    }

    @Test
    void a_file_in_place_of_the_folder_is_refused_by_name() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> DataFolder.open(file))
                .isInstanceOf(StartException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("--data");
    }
}
