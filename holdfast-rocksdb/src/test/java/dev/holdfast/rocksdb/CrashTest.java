// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.io.TempDir;

/// A process that is killed at any moment loses nothing that it had confirmed, and repeats nothing.
class CrashTest {

    private static final int PRODUCERS = 4;

    @RepeatedTest(10)
    void what_was_confirmed_survives_a_kill_in_its_order(RepetitionInfo repetition, @TempDir Path folder)
            throws IOException, InterruptedException {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        List<String> said = new ArrayList<>();
        try (StoreProcess process = StoreProcess.start(
                List.of(),
                folder.resolve("errors"),
                "busy",
                folder.resolve("data").toString(),
                "" + PRODUCERS)) {
            int until = 1 + new Random(seed).nextInt(repetition.getCurrentRepetition() * 1_000);
            for (int i = 0; i < until; i++) {
                String line = process.readLine();
                assertThat(line).as("it goes on").isNotNull();
                said.add(line);
            }
            said.addAll(process.kill());
        }
        try (RocksDbDatabase database = TestDatabase.open(folder.resolve("data"))) {
            Confirmed.by(said).check(TestDatabase.drain(database.openStore(StoreProcess.STORE)), PRODUCERS);
        }
    }
}
