// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.bench.Program;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What keeps the program from starting is said in plain words, with an exit code, and without a stack trace.
class BadStartSystemTest {

    private static final int MESSAGES = 50;

    @TempDir
    private Path folder;

    @Test
    void a_port_that_is_in_use_is_named() throws IOException {
        Program.Setup setup = setup("data");
        try (ServerSocket taken = new ServerSocket()) {
            taken.bind(new java.net.InetSocketAddress(
                    InetAddress.getLoopbackAddress(), setup.ports().http()));
            assertRefused(setup, Integer.toString(setup.ports().http()));
        }
    }

    @Test
    void a_data_folder_that_cannot_be_one_is_named() throws IOException {
        Files.writeString(folder.resolve("file"), "no folder");

        assertRefused(setup("file"), folder.resolve("file").toString());
    }

    @Test
    void a_data_folder_of_another_process_is_left_alone() {
        Program.Setup setup = setup("data");
        try (Program first = Program.start(setup)) {
            Program.Setup second = new Program.Setup(
                    setup.artifacts(), setup.data(), Program.Ports.free(), setup.environment(), List.of());

            assertRefused(second, "in use", Long.toString(first.process().pid()));
            assertThat(first.isReady()).isTrue();
        }
    }

    @Test
    void damage_in_the_middle_of_what_was_accepted_is_no_silent_loss() throws IOException {
        try (Gateway gateway = Gateway.start(folder, Map.of())) {
            gateway.backEnd().setSilent(true);
            Scenario.symbols("kept", MESSAGES)
                    .forEach(symbol -> assertThat(gateway.post(symbol).status()).isEqualTo(202));
            gateway.program().kill();
        }
        damage(largestLog(folder.resolve("data")));

        assertRefused(setup("data"), "damaged");
    }

    private Program.Setup setup(String data) {
        Gateway.write(folder.resolve("artifacts"), ArtifactTexts.ordersTo(ArtifactTexts.STORE), "127.0.0.1:1");
        return Program.Setup.of(folder.resolve("artifacts"), folder.resolve(data));
    }

    private static void assertRefused(Program.Setup setup, String... words) {
        try (Program program = Program.launch(setup)) {
            int exit = program.process().awaitExit();
            String said = String.join("\n", program.process().lines());
            assertThat(said).contains(words).doesNotContain("\tat ");
            assertThat(exit).as(said).isBetween(1, 127);
        }
    }

    private static Path largestLog(Path data) throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .max(Comparator.comparingLong(file -> file.toFile().length()))
                    .orElseThrow();
        }
    }

    private static void damage(Path log) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "rw")) {
            long middle = file.length() / 2;
            file.seek(middle);
            int there = file.read();
            file.seek(middle);
            file.write(there ^ 0xFF);
        }
    }
}
