// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the program says to the person who starts it, and to other programs.
class MainTest {

    @TempDir
    Path folder;

    private final List<String> out = new ArrayList<>();
    private final List<String> err = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();

    @Test
    void version_and_help_are_there() {
        assertThat(run("--version")).isZero();
        assertThat(out.getFirst()).startsWith("holdfast ");

        assertThat(run("--help")).isZero();
        assertThat(String.join("\n", out)).contains("run", "dev", "check", "Exit codes:");
    }

    @Test
    void an_unknown_option_or_command_is_a_usage_error_that_names_it() {
        assertThat(run("run", "--prot", "1", folder.toString())).isEqualTo(2);
        assertThat(err.getFirst()).contains("--prot");

        assertThat(run("chekc")).isEqualTo(2);
        assertThat(String.join("\n", err)).contains("check");
    }

    @Test
    void a_folder_that_does_not_exist_is_named() {
        assertThat(run("check", folder.resolve("none").toString())).isEqualTo(1);
        assertThat(err).singleElement().asString().contains("none does not exist; expected a folder with artifacts");
    }

    @Test
    void all_problems_of_the_settings_come_at_once() throws IOException {
        Path file = Files.writeString(folder.resolve("holdfast.toml"), "[http]\nprot = 1\nport = -1\n");

        assertThat(run("check", "--config", file.toString(), folder.toString())).isEqualTo(1);
        assertThat(err).singleElement().asString().contains("http.prot", "did you mean 'http.port'?", "'-1'");
    }

    @Test
    void settings_are_found_beside_the_artifacts() throws IOException {
        Files.writeString(folder.resolve("holdfast.toml"), "[http]\nprot = 1\n");

        assertThat(run("check", folder.toString())).isEqualTo(1);
    }

    @Test
    void an_archive_may_be_given_with_settings_beside_it() throws IOException {
        Path archive = Files.writeString(folder.resolve("orders.car"), "no archive");
        Files.writeString(folder.resolve("deployment.toml"), "[[datasource]]\nid = \"a\"\n");

        assertThat(run("check", archive.toString())).isEqualTo(1);
        assertThat(out.getFirst()).startsWith(archive + ": error: the application is not deployed: it cannot be read");
        assertThat(err).singleElement().asString().contains("deployment.toml:1: warning: datasource has no effect");
        assertThat(run("check", Files.writeString(folder.resolve("a.txt"), "").toString()))
                .isEqualTo(1);
        assertThat(err.getLast()).contains("a.txt is no folder and no archive");
    }

    @Test
    void check_says_what_can_be_deployed() throws IOException {
        Files.writeString(
                folder.resolve("Good.xml"), "<messageStore xmlns=\"http://ws.apache.org/ns/synapse\" name=\"Good\"/>");

        assertThat(run("check", folder.toString())).isZero();
        assertThat(out).containsExactly("1 artifact can be deployed; 0 errors, 0 warnings");
    }

    @Test
    void check_lists_every_problem_with_its_place_and_ends_with_1() throws IOException {
        Files.writeString(folder.resolve("Bad.xml"), "<messageStore name=\"Bad\"\n  class=\"no.such.Store\"/>");
        Files.writeString(folder.resolve("Worse.xml"), "<messageStore>");

        assertThat(run("check", folder.toString())).isEqualTo(1);
        assertThat(out)
                .anyMatch(line -> line.contains("Bad.xml:") && line.contains("error") && line.contains("no.such.Store"))
                .anyMatch(line -> line.contains("Worse.xml:") && line.contains("error"))
                .last()
                .asString()
                .startsWith("0 artifacts can be deployed; 2 errors, ");
    }

    @Test
    void a_port_in_use_is_said_in_one_line_without_a_stack_trace() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            environment.put("HOLDFAST_HTTP_ADDRESS", "127.0.0.1");
            environment.put("HOLDFAST_HTTPS_ENABLED", "false");
            environment.put("HOLDFAST_HTTP_PORT", Integer.toString(taken.getLocalPort()));

            assertThat(run("run", "--data", folder.resolve("data").toString(), folder.toString()))
                    .isEqualTo(3);
        }
        assertThat(err).singleElement().asString().startsWith("holdfast: ").contains("http.port");
    }

    @Test
    void a_data_folder_that_cannot_be_one_is_named() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThat(run("run", "--data", file.toString(), folder.toString())).isEqualTo(4);
        assertThat(err).singleElement().asString().contains(file.toString());
    }

    private int run(String... arguments) {
        return Main.commandLine(environment, new Console(out::add, err::add)).execute(arguments);
    }
}
