// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.settings.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is taken from `deployment.toml` of upstream's server.
class DeploymentTomlTest {

    @TempDir
    Path folder;

    @Test
    void keys_with_a_counterpart_are_taken_and_ours_win() throws IOException {
        toml("conf/deployment.toml", """
                [server]
                hostname = "localhost"
                offset = 200
                hot_deployment = false
                [transport.http]
                listener.secured_port = 9000
                socket_timeout = 45000
                [mediation]
                "synapse.global_timeout_interval" = 90000
                """);
        SettingsReader reader = new SettingsReader().upstream(folder).environment(Map.of("HOLDFAST_METRICS_PORT", "1"));
        Settings settings = reader.settings();

        assertThat(reader.problems().all()).isEmpty();
        assertThat(settings.port(SettingKey.HTTP_PORT)).isEqualTo(8480);
        assertThat(settings.port(SettingKey.HTTPS_PORT)).isEqualTo(9200);
        assertThat(settings.port(SettingKey.MANAGEMENT_PORT)).isEqualTo(9354);
        assertThat(settings.port(SettingKey.METRICS_PORT)).isEqualTo(1);
        assertThat(settings.flag(SettingKey.HOT_DEPLOYMENT)).isFalse();
        assertThat(settings.duration(SettingKey.IDLE_TIMEOUT)).isEqualTo(Duration.ofSeconds(45));
        assertThat(settings.duration(SettingKey.GLOBAL_TIMEOUT)).isEqualTo(Duration.ofSeconds(90));
    }

    @Test
    void without_an_offset_the_usual_one_of_upstream_counts() throws IOException {
        toml("deployment.toml", "[transport.http]\nlistener.port = 9000\n");

        Settings settings = new SettingsReader().upstream(folder).settings();
        assertThat(settings.port(SettingKey.HTTP_PORT)).isEqualTo(9010);
        assertThat(settings.port(SettingKey.HTTPS_PORT)).isEqualTo(8253);
    }

    @Test
    void what_people_rely_on_and_does_nothing_here_is_named_once_and_the_rest_is_left_alone() throws IOException {
        Path file = toml("deployment.toml", """
                [[datasource]]
                id = "Orders"
                [[transport.jms.listener]]
                name = "default"
                [something]
                else = 1
                [transport.http]
                max_worker_pool_size = 100
                """);

        assertThat(problems())
                .containsExactly(
                        file + ":1: warning: datasource has no effect: data sources are not supported; dblookup and"
                                + " dbreport take a pool of their own",
                        file
                                + ":3: warning: transport.jms has no effect: message stores and inbound endpoints name their"
                                + " own broker",
                        file
                                + ":8: warning: transport.http.max_worker_pool_size has no effect: each request has a thread"
                                + " of its own; see limits.requests");
    }

    @Test
    void a_wrong_value_is_an_error_with_its_line() throws IOException {
        Path file = toml("deployment.toml", "[server]\noffset = \"many\"\nhot_deployment = \"perhaps\"\n");

        assertThat(problems())
                .contains(
                        file + ":2: error: 'many' is no port or offset; expected a whole number",
                        file + ":3: error: setting 'deployment.hot' is 'perhaps'; expected true or false");
    }

    private List<String> problems() {
        return new SettingsReader()
                .upstream(folder).problems().all().stream()
                        .map(Problem::toString)
                        .distinct()
                        .toList();
    }

    private Path toml(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}
