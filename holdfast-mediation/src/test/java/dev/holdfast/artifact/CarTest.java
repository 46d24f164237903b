// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.artifact.ApplicationSummary.State;
import dev.holdfast.mediation.Sequence;
import dev.holdfast.mediators.Mediators;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Archives of applications.
class CarTest {

    private static final String SEQUENCE = "synapse/sequence";

    @TempDir
    Path temporary;

    @Test
    void an_archive_in_a_home_is_deployed_with_all_that_is_in_it() {
        car("One")
                .with("S", SEQUENCE, sequence("S", "<store messageStore='M'/>"))
                .with("M", "synapse/message-store", "<messageStore name='M'" + Folder.SYNAPSE + "/>")
                .into(temporary.resolve("repository/deployment/server/carbonapps/One_1.0.0.car"));

        ArtifactSet set = read();

        assertThat(set.problems()).isEmpty();
        assertThat(set.stores()).hasSize(1);
        assertThat(set.deployedLines())
                .element(0)
                .asString()
                .startsWith("Sequence named 'S' has been deployed from file : ")
                .endsWith("carbonapps/One_1.0.0.car!/S_1.0.0/S-1.0.0.xml");
        assertThat(set.deployedLines()).last().isEqualTo("Successfully Deployed Carbon Application : One_1.0.0");
        assertThat(set.report().applications())
                .singleElement()
                .satisfies(application -> assertThat(application.state()).isEqualTo(State.DEPLOYED))
                .satisfies(application -> assertThat(application.artifacts())
                        .containsExactlyInAnyOrder(
                                new ApplicationSummary.Member("Sequence", "S", false),
                                new ApplicationSummary.Member("Message Store", "M", false)));
    }

    @Test
    void an_archive_may_be_given_by_itself() {
        Path file = car("One").with("S", SEQUENCE, sequence("S", "<drop/>")).into(temporary.resolve("a.car"));

        assertThat(new Folder(file).read(Mediators.all()).deployment().all(Sequence.class))
                .containsOnlyKeys("S");
    }

    @Test
    void one_faulty_artifact_takes_the_whole_application_and_who_needs_it_but_no_other() {
        car("Bad")
                .with("A", SEQUENCE, sequence("A", "<drop/>"))
                .with("B", SEQUENCE, sequence("B", "\n<dorp/>"))
                .into(temporary.resolve("bad.car"));
        car("Good").with("C", SEQUENCE, sequence("C", "<drop/>")).into(temporary.resolve("good.car"));
        new Folder(temporary)
                .with("needs.xml", sequence("Needs", "<sequence key='A'/>"))
                .with("other.xml", sequence("Other", "<drop/>"));

        assertThat(read().deployment().all(Sequence.class)).containsOnlyKeys("C", "Other");
        assertThat(problems())
                .containsExactly(
                        "bad.car: error: the application Bad_1.0.0 is not deployed: 1 of its 2 artifacts has errors, and"
                                + " all of them are left out",
                        "bad.car!/B_1.0.0/B-1.0.0.xml:2: <dorp>: error: Unknown mediator referenced by configuration element : {http://ws.apache.org/ns/synapse}dorp; did you mean"
                                + " 'drop'?",
                        "needs.xml:1: <sequence key=\"A\">: error: the sequence 'A' is not deployed, as it has errors, or"
                                + " its application has");
        assertThat(read().report().applications())
                .extracting(ApplicationSummary::state)
                .containsExactly(State.FAULTY, State.DEPLOYED);
        assertThat(read().report().faulty()).extracting(FaultyArtifact::name).containsExactly("Needs", "B");
    }

    @Test
    void of_two_of_the_same_name_and_version_the_second_is_refused() {
        car("One").with("S", SEQUENCE, sequence("S", "<drop/>")).into(temporary.resolve("a.car"));
        car("One").with("T", SEQUENCE, sequence("T", "<drop/>")).into(temporary.resolve("b.car"));

        assertThat(read().deployment().all(Sequence.class)).containsOnlyKeys("S");
        assertThat(problems())
                .singleElement()
                .asString()
                .startsWith("b.car: error: the application is not deployed: there is One_1.0.0 already, in ")
                .endsWith("a.car");
    }

    @Test
    void what_is_needed_must_be_there() {
        car("One").withDependency("Gone", "EnterpriseIntegrator").into(temporary.resolve("a.car"));
        car("Two")
                .withDependency("S", "EnterpriseIntegrator")
                .withEntry("S_1.0.0/artifact.xml", "<artifact name='S' version='1.0.0' type='synapse/sequence'/>")
                .into(temporary.resolve("b.car"));
        new Car("Three", "1").withEntry("x.txt", "x").bareInto(temporary.resolve("c.car"));
        new Folder(temporary).with("d.car", "no archive");

        assertThat(problems())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith(
                                        "a.car!/artifacts.xml:2: <dependency>: error: the application is not deployed:"
                                                + " no folder of the archive holds Gone of version 1.0.0"),
                        line -> assertThat(line)
                                .startsWith("b.car!/S_1.0.0/artifact.xml:1:")
                                .endsWith("<file> is missing"),
                        line -> assertThat(line).startsWith("c.car: error:").contains("neither metadata.xml"),
                        line -> assertThat(line).startsWith("d.car: error:").contains("it cannot be read"));
    }

    @Test
    void other_roles_and_types_are_left_out_with_a_warning() {
        car("One")
                .with("S", SEQUENCE, sequence("S", "<drop/>"))
                .with("D", "service/dataservice", "<data name='D'/>")
                .withDependency("G", "GovernanceRegistry")
                .withItem("G", SEQUENCE, sequence("G", "<drop/>"))
                .with("W", "synapse/metadata", "swagger")
                .with("C", "config/property", "port:string")
                .into(temporary.resolve("a.car"));

        assertThat(read().deployment().all(Sequence.class)).containsOnlyKeys("S");
        assertThat(problems())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith("a.car!/D_1.0.0/artifact.xml:1:")
                                .endsWith("artifacts of the type service/dataservice are not supported; left out"),
                        line -> assertThat(line)
                                .startsWith("a.car!/artifacts.xml:4:")
                                .contains("artifact G is for servers of the role GovernanceRegistry; left out"));
    }

    @Test
    void an_application_may_bring_another_main_sequence() {
        new Folder(temporary).with("main.xml", sequence("main", "<log/>"));
        car("One").with("main", SEQUENCE, sequence("main", "<drop/>")).into(temporary.resolve("a.car"));

        assertThat(problems()).isEmpty();
        assertThat(read().report().deployed())
                .singleElement()
                .satisfies(main -> assertThat(main.file()).contains("a.car!/"));

        car("One").with("main", SEQUENCE, sequence("main", "<dorp/>")).into(temporary.resolve("a.car"));
        assertThat(read().report().deployed())
                .singleElement()
                .satisfies(main -> assertThat(main.file()).endsWith("main.xml"));
    }

    @Test
    void an_application_brings_resources_to_the_registry() {
        car("One")
                .withDependency("R", "EnterpriseIntegrator")
                .withEntry(
                        "R_1.0.0/artifact.xml",
                        "<artifact name='R' version='1.0.0' type='registry/resource'><file>registry-info.xml</file></artifact>")
                .withEntry(
                        "R_1.0.0/registry-info.xml",
                        "<resources><item><file>b.xml</file><path>/_system/governance/mi-resources</path>"
                                + "<mediaType>application/xml</mediaType></item></resources>")
                .withEntry("R_1.0.0/resources/b.xml", sequence("B", "<drop/>"))
                .with("S", SEQUENCE, sequence("S", "<sequence key='resources:b.xml'/>"))
                .into(temporary.resolve("a.car"));

        assertThat(problems()).isEmpty();
        assertThat(read().deployment().all(Sequence.class)).containsOnlyKeys("S", "resources:b.xml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../a.xml", "a/../../b.xml", "/etc/a.xml", "C:/a.xml", "a\\..\\b.xml"})
    void an_entry_that_leads_out_is_refused(String entry) {
        car("One").withEntry(entry, "x").into(temporary.resolve("a.car"));

        assertThat(problems()).singleElement().asString().endsWith("entry " + entry + " leads out of the archive");
    }

    @Test
    void an_entry_that_is_out_of_all_proportion_is_refused() {
        car("One").withEntry("zeros", new byte[8 * 1024 * 1024]).into(temporary.resolve("a.car"));

        assertThat(problems()).singleElement().asString().contains("that is out of all proportion");
    }

    @Test
    void an_archive_with_too_many_entries_is_refused() {
        Car car = car("One");
        for (int i = 0; i <= CarFile.MOST_ENTRIES; i++) {
            car.withEntry("e" + i, "");
        }
        car.into(temporary.resolve("a.car"));

        assertThat(problems()).singleElement().asString().contains("entries; at most 10000 are allowed");
    }

    @Test
    void a_project_is_read_as_it_lies_in_its_repository() throws IOException {
        String home = "src/main/wso2mi/";
        new Folder(temporary)
                .with(
                        "pom.xml",
                        "<project xmlns='http://maven.apache.org/POM/4.0.0'><artifactId>orders</artifactId>"
                                + "<version>1.2.0</version></project>")
                .with(home + "artifacts/sequences/S.xml", sequence("S", "<sequence key='resources:seq/b.xml'/>"))
                .with(home + "artifacts/sequences/T.xml", sequence("T", "<sequence key='gov:/c.xml'/>"))
                .with(home + "artifacts/sequences/Bad.xml", sequence("Bad", "<dorp/>"))
                .with(home + "artifacts/data-services/D.dbs", "<data/>")
                .with(home + "resources/seq/b.xml", sequence("B", "<drop/>"))
                .with(home + "resources/registry/gov/c.xml", sequence("C", "<drop/>"));

        ArtifactSet set = read();

        assertThat(set.deployment().all(Sequence.class))
                .containsOnlyKeys("S", "T", "resources:seq/b.xml", "gov:/c.xml");
        assertThat(set.report().applications())
                .singleElement()
                .satisfies(application -> assertThat(application.id()).isEqualTo("orders_1.2.0"))
                .satisfies(application -> assertThat(application.state()).isEqualTo(State.IN_PARTS));
        assertThat(problems())
                .satisfiesExactly(
                        line -> assertThat(line).contains("artifacts in the folder data-services are not supported"),
                        line -> assertThat(line).contains("Bad.xml:1: <dorp>: error:"));
        assertThat(Files.exists(temporary.resolve("target"))).isFalse();
    }

    private ArtifactSet read() {
        return new Folder(temporary).read(Mediators.all());
    }

    private List<String> problems() {
        return read().problems().stream()
                .map(problem -> problem.toString().replace(temporary + "/", ""))
                .toList();
    }

    private static Car car(String name) {
        return new Car(name, "1.0.0");
    }

    private static String sequence(String name, String content) {
        return "<sequence name='" + name + "'" + Folder.SYNAPSE + ">" + content + "</sequence>";
    }
}
