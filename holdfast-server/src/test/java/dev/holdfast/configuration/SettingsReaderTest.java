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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What file, environment and command line say, and what is wrong with it.
class SettingsReaderTest {

    @TempDir
    Path folder;

    @Test
    void the_command_line_wins_over_the_environment_and_that_over_the_file() throws IOException {
        SettingsReader reader = new SettingsReader()
                .file(file("[http]\nport = 1001\n[https]\nport = 1002\n[metrics]\nport = 1003\n"))
                .environment(Map.of("HOLDFAST_HTTPS_PORT", "2002", "HOLDFAST_METRICS_PORT", "2003"))
                .option(SettingKey.METRICS_PORT, "3003", "--metrics-port");
        Settings settings = reader.settings();

        assertThat(reader.problems().all()).isEmpty();
        assertThat(settings.port(SettingKey.HTTP_PORT)).isEqualTo(1001);
        assertThat(settings.port(SettingKey.HTTPS_PORT)).isEqualTo(2002);
        assertThat(settings.port(SettingKey.METRICS_PORT)).isEqualTo(3003);
    }

    @Test
    void every_problem_is_reported_at_once_with_its_line_and_what_was_expected() throws IOException {
        Path file = file("""
                [http]
                prot = 8290
                port = 99999
                [limits]
                body = "16 megabytes"
                idle = "1 minute"
                [metrics]
                enabled = "yes"
                """);

        List<String> problems = new SettingsReader()
                .file(file).problems().all().stream().map(Problem::toString).toList();

        assertThat(problems)
                .containsExactly(
                        file + ":2: error: unknown setting 'http.prot'; did you mean 'http.port'?",
                        file + ":3: error: setting 'http.port' is '99999'; expected port",
                        file + ":5: error: setting 'limits.body' is '16 megabytes'; expected size, such as 512KiB,"
                                + " 16MiB, 2GiB",
                        file
                                + ":6: error: setting 'limits.idle' is '1 minute'; expected duration above 0, such as 500ms, 30s,"
                                + " 5m, 12h, 7d",
                        file + ":8: error: setting 'metrics.enabled' is 'yes'; expected true or false");
    }

    @Test
    void a_file_that_is_no_toml_is_reported_with_the_line() throws IOException {
        SettingsReader reader = new SettingsReader().file(file("[http]\nport 8290\n"));

        assertThat(reader.problems().hasErrors()).isTrue();
        assertThat(reader.problems().all().getFirst().location().line()).isEqualTo(2);
    }

    @Test
    void a_file_that_is_not_there_is_an_error() {
        SettingsReader reader = new SettingsReader().file(folder.resolve("missing.toml"));

        assertThat(reader.problems().all().getFirst().toString()).endsWith("cannot be read: no such file");
    }

    @Test
    void a_variable_that_is_no_setting_is_a_warning_with_the_nearest_that_is() {
        SettingsReader reader = new SettingsReader().environment(Map.of("HOLDFAST_HTTP_PROT", "1"));

        assertThat(reader.problems().hasErrors()).isFalse();
        assertThat(reader.problems().all().getFirst().text())
                .isEqualTo("is no setting; did you mean 'HOLDFAST_HTTP_PORT'?");
    }

    @Test
    void other_variables_are_none_of_ours() {
        SettingsReader reader = new SettingsReader()
                .environment(Map.of("PATH", "/bin", "HOLDFAST_JAVA_OPTS", "-Xmx1g", "HOLDFAST_DATA", "/data"));

        assertThat(reader.problems().all()).isEmpty();
        assertThat(reader.settings().path(SettingKey.DATA)).contains(Path.of("/data"));
    }

    @Test
    void a_secret_is_not_in_the_message_about_another_setting() {
        SettingsReader reader = new SettingsReader()
                .environment(Map.of("HOLDFAST_HTTPS_KEY_STORE_PASSWORD", "s3cret", "HOLDFAST_HTTP_PORT", "x"));

        assertThat(reader.problems().all().toString()).doesNotContain("s3cret");
    }

    @Test
    void the_offset_is_added_to_every_port_that_is_not_0() {
        Settings settings = new SettingsReader()
                .option(SettingKey.OFFSET, "10", "--offset")
                .option(SettingKey.METRICS_PORT, "0", "test")
                .settings();

        assertThat(settings.port(SettingKey.HTTP_PORT)).isEqualTo(8300);
        assertThat(settings.port(SettingKey.METRICS_PORT)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"250, 250", "250ms, 250", "3s, 3000", "2m, 120000", "1h, 3600000", "7d, 604800000", "5 s, 5000"})
    void durations_have_units(String text, long millis) {
        assertThat(Quantities.duration(text)).contains(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @CsvSource({"250, 250", "250B, 250", "2KiB, 2048", "16MiB, 16777216", "999999999GiB, 1073741822926258176"})
    void sizes_have_units(String text, long bytes) {
        assertThat(Quantities.bytes(text)).contains(bytes);
    }

    @ParameterizedTest
    @CsvSource({"''", "s", "-1s", "1.5s", "1w", "9999999999", "0x10"})
    void what_is_no_quantity_is_none(String text) {
        assertThat(Quantities.duration(text)).isEmpty();
        assertThat(Quantities.bytes(text)).isEmpty();
    }

    @Test
    void levels_of_single_loggers_are_read_by_name() {
        Settings settings = new SettingsReader()
                .option(SettingKey.LOGGERS, "org.apache.synapse=warn, dev.holdfast.http = DEBUG", "test")
                .settings();

        assertThat(settings.levels(SettingKey.LOGGERS))
                .containsExactly(Map.entry("org.apache.synapse", "WARN"), Map.entry("dev.holdfast.http", "DEBUG"));
    }

    @ParameterizedTest
    @EnumSource(SettingKey.class)
    void every_default_is_a_value_that_fits(SettingKey key) {
        SettingsReader reader = new SettingsReader().option(key, key.defaultText(), "default");

        assertThat(reader.problems().all()).isEmpty();
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("holdfast.toml"), text);
    }
}
