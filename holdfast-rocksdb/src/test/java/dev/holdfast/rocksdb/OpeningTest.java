// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What can stand in the way of opening, and what is said then.
class OpeningTest {

    @TempDir
    private Path folder;

    @Test
    void a_folder_in_use_by_this_process_is_refused_and_goes_on() throws InterruptedException {
        try (RocksDbDatabase first = TestDatabase.open(folder)) {
            checkRefused("the data in " + folder + " is in use by process "
                    + ProcessHandle.current().pid());
            first.openStore("orders").append(TestMessages.messages("<m>"));
            checkRefused("is in use");
            assertThat(TestDatabase.drain(first.openStore("orders"))).containsExactly("<m>");
        }
        TestDatabase.open(folder).close();
    }

    @Test
    void a_folder_in_use_by_another_process_is_refused_until_that_has_ended() throws IOException, InterruptedException {
        Path data = folder.resolve("data");
        try (StoreProcess process =
                StoreProcess.start(List.of(), folder.resolve("errors"), "busy", data.toString(), "1")) {
            assertThat(process.readLine()).matches("(stored|settled) .*");
            assertThatExceptionOfType(DatabaseException.class)
                    .isThrownBy(() -> TestDatabase.open(data))
                    .withMessageContaining("the data in " + data + " is in use by process ")
                    .withMessageContaining("give each a folder of its own");
            assertThat(process.readLine()).isNotNull();
            process.kill();
        }
        TestDatabase.open(data).close();
    }

    @Test
    void a_folder_that_cannot_be_made_is_named() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> TestDatabase.open(file.resolve("data")))
                .withMessageContaining("the folder " + file.resolve("data") + " cannot be used: ");
    }

    @Test
    void a_native_folder_that_cannot_be_used_is_named() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        RocksDbSettings usual = TestDatabase.settings(folder.resolve("data"));
        RocksDbSettings settings =
                new RocksDbSettings(usual.folder(), file.resolve("native"), usual.limits(), usual.retention());
        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> RocksDbDatabase.open(settings, TestDatabase.TIMER))
                .withMessageContaining("the native library of RocksDB cannot be unpacked to " + file);
    }

    @Test
    void a_folder_in_memory_is_not_safe_and_a_disk_may_be() throws IOException {
        assertThat(StorageCheck.of(Path.of("/dev/shm")).verdict()).isEqualTo(StorageCheck.Verdict.NO);
        assertThat(StorageCheck.of(Path.of("/dev/shm")).reason()).contains("in memory (tmpfs)");
        StorageCheck here = StorageCheck.of(folder);
        assertThat(here.reason()).isNotEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    private void checkRefused(String text) {
        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> TestDatabase.open(folder))
                .withMessageContaining(text);
    }
}
