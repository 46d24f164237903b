// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.endpoints.EndpointDefinition;
import dev.holdfast.mediation.LocalEntry;
import dev.holdfast.mediation.Sequence;
import dev.holdfast.mediators.Mediators;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What artifacts name by the key of a local entry or of the registry.
class ResourceReferenceTest {

    @TempDir
    Path temporary;

    private Folder folder = new Folder(Path.of("."));

    @BeforeEach
    void folder() {
        folder = new Folder(temporary);
    }

    @Test
    void a_sequence_may_be_a_resource_of_the_registry_and_name_an_endpoint_that_is_a_local_entry() {
        folder.with("sequences/a.xml", sequence("A", "<sequence key='conf:/seq/b.xml'/>"))
                .with("registry/config/seq/b.xml", sequence("B", "<send><endpoint key='back'/></send>"))
                .with(
                        "local-entries/back.xml",
                        "<localEntry key='back'" + Folder.SYNAPSE
                                + "><endpoint><address uri='http://localhost:1/'/></endpoint></localEntry>");

        ArtifactSet set = folder.read(Mediators.all());

        assertThat(set.problems()).isEmpty();
        assertThat(set.deployment().all(Sequence.class)).containsOnlyKeys("A", "conf:/seq/b.xml");
        assertThat(set.deployment().all(EndpointDefinition.class)).containsOnlyKeys("back");
        assertThat(set.deployedLines()).hasSize(2);
    }

    @Test
    void what_is_wrong_in_a_resource_is_named_with_its_line_and_takes_down_who_needs_it() {
        folder.with("sequences/a.xml", sequence("A", "<sequence key='conf:/b.xml'/>"))
                .with("sequences/c.xml", sequence("C", "<sequence key='conf:/d.xml'/>"))
                .with("sequences/e.xml", sequence("E", "<sequence key='gov:/gone.xml'/>"))
                .with("registry/config/b.xml", sequence("B", "\n<lok/>"))
                .with("registry/config/d.xml", "<other/>");

        assertThat(folder.read(Mediators.all()).problems().stream()
                        .map(problem -> problem.toString().replace(temporary + "/", "")))
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith(
                                        "registry/config/b.xml:2: <lok>: error: Unknown mediator referenced by configuration element : "),
                        line -> assertThat(line)
                                .startsWith("sequences/a.xml:1:")
                                .contains("the sequence 'conf:/b.xml' is not deployed"),
                        line -> assertThat(line)
                                .startsWith("sequences/c.xml:1:")
                                .contains("'conf:/d.xml' holds <other>, and no sequence"),
                        line -> assertThat(line).startsWith("sequences/c.xml:1:"),
                        line -> assertThat(line)
                                .startsWith("sequences/e.xml:1:")
                                .contains("there is no sequence 'gov:/gone.xml'"));
    }

    @Test
    void a_parameter_may_take_its_value_from_the_registry() {
        folder.with("registry/governance/url.txt", "tcp://a:1")
                .with(
                        "message-stores/A.xml",
                        "<messageStore name='A'" + ArtifactReaderTest.JMS + Folder.SYNAPSE
                                + "><parameter name='java.naming.provider.url' key='gov:/url.txt'/></messageStore>")
                .with(
                        "message-stores/B.xml",
                        "<messageStore name='B'" + ArtifactReaderTest.JMS + Folder.SYNAPSE
                                + "><parameter name='java.naming.provider.url' key='gov:/gone.txt'/></messageStore>");

        assertThat(folder.read().stores())
                .singleElement()
                .satisfies(store -> assertThat(store.parameters())
                        .hasEntrySatisfying(
                                "java.naming.provider.url",
                                url -> assertThat(url.value()).isEqualTo("tcp://a:1")));
        assertThat(folder.problems())
                .singleElement()
                .asString()
                .endsWith("error: the registry has no resource 'gov:/gone.txt'");
    }

    @Test
    void an_entry_with_a_url_is_loaded_at_the_start_and_not_by_a_check() {
        folder.with("local-entries/a.xml", "<localEntry key='a' src='https://localhost/a.xsd'" + Folder.SYNAPSE + "/>");

        assertThat(folder.problems())
                .singleElement()
                .asString()
                .endsWith("warning: what is at https://localhost/a.xsd is loaded at the start, and was not checked");
        assertThat(folder.read().deployment().all(LocalEntry.class)).containsOnlyKeys("a");
    }

    private static String sequence(String name, String content) {
        return "<sequence name='" + name + "'" + Folder.SYNAPSE + ">" + content + "</sequence>";
    }
}
