// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// After an error of the disk the store says so and refuses, and what it had confirmed is there when it is
/// opened
/// again.
class DiskFailureTest {

    private static final int MORE_THAN_FIT = 10_000;

    @TempDir
    private Path folder;

    @Test
    void a_failed_flush_stops_the_store() throws IOException, InterruptedException {
        List<String> said = runFailing(Tools.strace(
                Path.of("/dev/null"),
                "-e",
                "trace=fdatasync,fsync",
                "-e",
                "inject=fdatasync,fsync:error=EIO:when=20+"));
        checkRefusals(said, "cannot be flushed to the disk: IOError", "Input/output error");
        checkContents(said);
    }

    @Test
    void a_full_disk_stops_the_store_and_the_process_lives_on() throws IOException, InterruptedException {
        Path library = Tools.forgetfulDisk(folder);
        List<String> said = runFailing(List.of("env", "LD_PRELOAD=" + library, "FORGETFUL_LOG_BYTES=20000"));
        checkRefusals(said, "cannot be written: IOError/NoSpace", "No space left on device");
        checkContents(said);
    }

    @Test
    void a_file_that_may_not_grow_stops_the_store_and_the_process_lives_on() throws IOException, InterruptedException {
        List<String> said = runFailing(List.of("prlimit", "--fsize=200000"));
        checkRefusals(said, "cannot be written: IOError", "File too large");
        checkContents(said);
    }

    private List<String> runFailing(List<String> wrapper) throws IOException {
        try (StoreProcess process = StoreProcess.start(
                wrapper,
                folder.resolve("errors"),
                "fail",
                folder.resolve("data").toString(),
                "" + MORE_THAN_FIT)) {
            return process.readAll();
        }
    }

    private void checkRefusals(List<String> said, String what, String why) throws IOException {
        List<String> ends =
                said.stream().filter(line -> !line.startsWith("stored ")).toList();
        assertThat(said).contains("stored <first>", "stored <p0-0>");
        assertThat(ends)
                .satisfiesExactly(
                        append -> assertThat(append)
                                .startsWith("append: UNKNOWN, ")
                                .contains(what, why),
                        again -> assertThat(again).startsWith("append again: UNAVAILABLE, the database has failed: "),
                        settle -> assertThat(settle).startsWith("acknowledge: UNAVAILABLE, the database has failed: "),
                        receive -> assertThat(receive).startsWith("receive: UNAVAILABLE, the database has failed: "),
                        probe -> assertThat(probe).startsWith("probe: UNAVAILABLE, the database has failed: "),
                        close -> assertThat(close).isEqualTo("close: done"));
        assertThat(Files.readString(folder.resolve("errors")))
                .containsOnlyOnce(
                        "Nothing is accepted or settled any more until a restart has read what is on the disk");
    }

    /// The one append whose outcome was *unknown* may be there; the ones that were refused may not.
    private void checkContents(List<String> said) throws InterruptedException {
        List<String> stored = said.stream()
                .filter(line -> line.startsWith("stored "))
                .map(line -> line.substring("stored ".length()))
                .toList();
        try (RocksDbDatabase database = TestDatabase.open(folder.resolve("data"))) {
            List<String> found = TestDatabase.drain(database.openStore(StoreProcess.STORE));
            assertThat(found).startsWith(stored.toArray(String[]::new)).doesNotContain("<later>");
            assertThat(found).hasSizeLessThanOrEqualTo(stored.size() + 1);
        }
    }
}
