// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.io.TempDir;

/// A power cut: the process is killed, and the disk forgets what was not flushed. See `forgetful_disk.c`.
class PowerCutTest {

    private static final int PRODUCERS = 8;

    @RepeatedTest(5)
    void nothing_that_was_answered_is_lost_when_the_disk_forgets(RepetitionInfo repetition, @TempDir Path folder)
            throws IOException, InterruptedException {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Path data = folder.resolve("data");
        Path notes = Files.createDirectory(folder.resolve("notes"));
        List<String> preloaded =
                List.of("env", "LD_PRELOAD=" + Tools.forgetfulDisk(folder), "FORGETFUL_NOTES=" + notes);
        List<String> said = new ArrayList<>();
        try (StoreProcess process =
                StoreProcess.start(preloaded, folder.resolve("errors"), "busy", data.toString(), "" + PRODUCERS)) {
            int until = PRODUCERS * 8 + new Random(seed).nextInt(repetition.getCurrentRepetition() * 4_000);
            for (int i = 0; i < until; i++) {
                String line = process.readLine();
                assertThat(line).as("it goes on").isNotNull();
                said.add(line);
            }
            said.addAll(process.kill());
        }
        System.out.println("forgotten: " + forget(data, notes) + " bytes");
        try (RocksDbDatabase database = TestDatabase.open(data)) {
            Confirmed.by(said).checkFlushed(TestDatabase.drain(database.openStore(StoreProcess.STORE)), PRODUCERS);
        }
    }

    /// Cuts every file where its last flush ended.
    ///
    /// @return how much was cut off
    private static long forget(Path data, Path notes) throws IOException {
        long forgotten = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(data, "{*.log,*.sst,MANIFEST-*}")) {
            for (Path file : files) {
                Path note = notes.resolve(file.getFileName());
                long flushed = Files.exists(note) ? Long.parseLong(Files.readString(note)) : 0;
                forgotten += Files.size(file) - flushed;
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.truncate(flushed);
                }
            }
        }
        return forgotten;
    }
}
