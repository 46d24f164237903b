// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.standin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is stood in for, and what is left alone.
class StandInsTest {

    @TempDir
    Path folder;

    private final List<String> console = new ArrayList<>();

    @Test
    void what_listens_already_is_left_alone() throws IOException {
        try (ServerSocket there = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            standIns().start(List.of(), List.of(URI.create("http://localhost:" + there.getLocalPort() + "/quotes")));
        }

        assertThat(console).singleElement().asString().contains("something that was there already");
    }

    @Test
    void a_process_that_only_has_the_number_of_a_stand_in_is_not_taken_for_one() throws IOException {
        try (ServerSocket there = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Files.writeString(
                    folder.resolve("stockquote-" + there.getLocalPort() + ".pid"),
                    Long.toString(ProcessHandle.current().pid()));
            StandIns standIns = standIns();
            standIns.start(List.of(), List.of(URI.create("http://127.0.0.1:" + there.getLocalPort() + "/quotes")));
            standIns.stop();
        }

        assertThat(console).singleElement().asString().contains("something that was there already");
    }

    @Test
    void what_artifacts_expect_elsewhere_is_not_stood_in_for() {
        standIns()
                .start(
                        List.of(URI.create("tcp://broker.example:61616")),
                        List.of(URI.create("http://203.0.113.1:9000/quotes")));

        assertThat(console).isEmpty();
    }

    @Test
    void a_stand_in_that_does_not_start_is_reported_with_its_log() throws IOException {
        int port = freePort();

        standIns().start(List.of(URI.create("tcp://localhost:" + port)), List.of());

        assertThat(console)
                .singleElement()
                .asString()
                .contains("could not be started")
                .contains(folder.resolve("activemq-" + port + ".log").toString());
    }

    @Test
    void the_command_to_start_one_can_be_pasted_into_a_shell() {
        Path awkward = folder.resolve("it's here");
        String line = new StandInCommand(awkward)
                .line(StandIn.backEnd(URI.create("http://localhost:9000/services/Quotes")), folder);

        assertThat(line)
                .contains(" -cp '" + awkward.toString().replace("'", "'\\''") + "/*' ")
                .endsWith("dev.holdfast.dev.StockQuoteStandIn 9000 /services/Quotes");
    }

    private StandIns standIns() {
        return new StandIns(folder, folder.resolve("no-libraries"), console::add);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
