// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.configuration.SettingsReader;
import dev.holdfast.settings.Problem;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a folder of artifacts comes to.
class ApplicationTest {

    private static final Path EXAMPLE = Path.of("..", "examples", "guaranteed-delivery-failover");

    @TempDir
    Path folder;

    @Test
    void the_example_can_be_deployed_whole() {
        Application application = read(EXAMPLE);

        assertThat(application.problems()).isEmpty();
        assertThat(application.deployed())
                .hasSize(6)
                .allMatch(line -> line.contains(" has been deployed from file : "));
        assertThat(application.outageBudgets())
                .anySatisfy(
                        line -> assertThat(line).contains("'ForwardMessageProcessor'", "gives up after 4 attempts"));
    }

    @Test
    void what_the_example_expects_on_this_machine_is_known() {
        Application application = read(EXAMPLE);

        assertThat(application.brokers()).containsExactly(URI.create("tcp://localhost:61616"));
        assertThat(application.backEnds())
                .containsExactly(URI.create("http://127.0.0.1:9000/services/SimpleStockQuoteService"));
    }

    @Test
    void a_volatile_store_comes_with_a_warning() throws IOException {
        Files.writeString(folder.resolve("Fast.xml"), """
                <messageStore xmlns="http://ws.apache.org/ns/synapse" name="Fast">
                  <parameter name="store.memory.volatile">true</parameter>
                </messageStore>
                """);

        assertThat(read(folder).problems())
                .singleElement()
                .asString()
                .contains("Fast.xml:2", "warning", "is lost when the process ends");
    }

    @Test
    void what_configs_refers_to_is_taken_from_the_file_beside_the_artifacts() throws IOException {
        Files.writeString(folder.resolve("config.properties"), "backend=http://127.0.0.1:9000/quotes\n");
        Files.writeString(folder.resolve("Quotes.xml"), """
                <endpoint xmlns="http://ws.apache.org/ns/synapse" name="Quotes"><address uri="${configs.backend}"/></endpoint>
                """);
        Application application = read(folder);

        assertThat(application.problems()).isEmpty();
        assertThat(application.backEnds()).containsExactly(URI.create("http://127.0.0.1:9000/quotes"));
    }

    @Test
    void a_faulty_artifact_is_left_out_and_the_others_are_there() throws IOException {
        Files.writeString(
                folder.resolve("Good.xml"), "<messageStore xmlns=\"http://ws.apache.org/ns/synapse\" name=\"Good\"/>");
        Files.writeString(folder.resolve("Bad.xml"), "<messageStore name=\"Bad\" class=\"no.such.Store\"/>");
        Application application = read(folder);

        assertThat(application.hasErrors()).isTrue();
        assertThat(application.problems())
                .anyMatch(problem -> problem.severity() == Problem.Severity.ERROR
                        && problem.text().contains("no.such.Store"));
        assertThat(application.stores())
                .singleElement()
                .matches(store -> store.name().equals("Good"));
    }

    private static Application read(Path artifacts) {
        return Application.read(artifacts, new SettingsReader().settings(), EmbeddedStoreProvider.forReading());
    }
}
