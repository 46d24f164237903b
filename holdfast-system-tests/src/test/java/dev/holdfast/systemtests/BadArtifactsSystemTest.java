// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.bench.ChildProgram;
import dev.holdfast.bench.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Artifacts with mistakes in them.
class BadArtifactsSystemTest {

    private static final String SYNAPSE = "xmlns=\"http://ws.apache.org/ns/synapse\"";
    private static final String FAR_BROKER = "tcp://127.0.0.1:1";

    @TempDir
    private Path folder;

    @Test
    void check_reports_every_problem_at_once_with_file_and_nearest_name() {
        Gateway.write(folder, broken(), "127.0.0.1:1");

        try (ChildProgram check = ChildProgram.start(
                List.of(Program.root().resolve("holdfast").toString(), "check", folder.toString()),
                Map.of("HOLDFAST_BUILD", "no"))) {
            assertThat(check.awaitExit()).isEqualTo(1);
            String said = String.join("\n", check.lines());
            assertThat(said)
                    .contains(
                            "Malformed.xml",
                            "UnknownMediator.xml",
                            "lgo",
                            "UnknownClass.xml",
                            "org.example.NoStore",
                            "UnknownParameter.xml",
                            "client.retry.intervall",
                            "client.retry.interval",
                            "MissingStore.xml",
                            "Nowhere",
                            "Twice",
                            "CycleA",
                            "CycleB",
                            "WithDtd.xml")
                    .doesNotContain("\tat ", "Orders.xml");
        }
    }

    @Test
    void check_lists_every_fault_of_a_folder_with_its_line_and_says_how_many_there_are() throws IOException {
        Path faults = Path.of("src/test/resources/language/artifacts/every-fault-at-once");
        List<String> places = Files.readAllLines(faults.resolve("problems.txt")).stream()
                .map(line -> line.substring(0, line.indexOf(": ")))
                .toList();
        Path artifacts = faults.resolve("artifacts").toAbsolutePath();

        try (ChildProgram check = ChildProgram.start(
                List.of(Program.root().resolve("holdfast").toString(), "check", artifacts.toString()),
                Map.of("HOLDFAST_BUILD", "no"))) {
            assertThat(check.awaitExit()).isEqualTo(1);
            List<String> found = check.lines().stream()
                    .filter(line -> line.startsWith(artifacts.toString()))
                    .map(line -> line.substring(artifacts.toString().length() + 1))
                    .map(line -> line.substring(0, line.indexOf(": ")))
                    .toList();
            assertThat(found).hasSizeGreaterThan(20).isEqualTo(places);
            assertThat(check.lines()).anyMatch(line -> line.contains((places.size() - 2) + " errors, 2 warnings"));
        }
    }

    @Test
    void artifacts_without_a_mistake_work_beside_those_with_one() {
        Map<String, String> all = new LinkedHashMap<>(ArtifactTexts.ordersTo(ArtifactTexts.STORE));
        all.putAll(broken());
        try (Gateway gateway = Gateway.start(folder, Map.of(), all)) {
            assertThat(gateway.post("good").status()).isEqualTo(202);
            gateway.awaitTaken(List.of("good"));
        }
    }

    @Test
    void an_external_entity_of_an_artifact_is_not_read() {
        Map<String, String> artifacts = ArtifactTexts.ordersTo(ArtifactTexts.STORE);
        artifacts.put("WithEntity.xml", """
                <!DOCTYPE messageStore [<!ENTITY secret SYSTEM "file:///etc/hostname">]>
                <messageStore name="&secret;" xmlns="http://ws.apache.org/ns/synapse"/>
                """);
        try (Gateway gateway = Gateway.start(folder, Map.of(), artifacts)) {
            assertThat(gateway.program().process().lines())
                    .anyMatch(line -> line.contains("WithEntity.xml"))
                    .noneMatch(line -> line.contains("messageStore named 'WithEntity'"));
        }
    }

    private static Map<String, String> broken() {
        Map<String, String> broken = new LinkedHashMap<>();
        broken.put("Malformed.xml", "<proxy name=\"Malformed\" " + SYNAPSE + "><target>");
        broken.put(
                "UnknownMediator.xml",
                "<sequence name=\"UnknownMediator\" " + SYNAPSE + "><lgo level=\"full\"/></sequence>");
        broken.put(
                "UnknownClass.xml",
                "<messageStore name=\"UnknownClass\" class=\"org.example.NoStore\" " + SYNAPSE + "/>");
        broken.put(
                "UnknownParameter.xml",
                ArtifactTexts.forward("Twice")
                        .replace("\"Forward\"", "\"UnknownParameter\"")
                        .replace("client.retry.interval", "client.retry.intervall"));
        broken.put("MissingStore.xml", ArtifactTexts.forward("Nowhere").replace("\"Forward\"", "\"MissingStore\""));
        broken.put("TwiceOne.xml", ArtifactTexts.embeddedStore("Twice"));
        broken.put("TwiceTwo.xml", ArtifactTexts.embeddedStore("Twice"));
        broken.put("CycleA.xml", ArtifactTexts.jmsStore("CycleA", FAR_BROKER, ArtifactTexts.failoverTo("CycleB")));
        broken.put("CycleB.xml", ArtifactTexts.jmsStore("CycleB", FAR_BROKER, ArtifactTexts.failoverTo("CycleA")));
        broken.put("WithDtd.xml", "<!DOCTYPE sequence><sequence name=\"WithDtd\" " + SYNAPSE + "><drop/></sequence>");
        return broken;
    }
}
