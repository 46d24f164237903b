// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.mediation.Sequence;
import dev.holdfast.mediators.Mediators;
import dev.holdfast.settings.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A folder that is read again: what was sound stays whole.
class RereadingTest {

    @TempDir
    Path temporary;

    private Folder folder = new Folder(Path.of("."));
    private ArtifactReader reader = new Folder(Path.of(".")).reader(Mediators.all());

    @BeforeEach
    void folder() {
        folder = new Folder(temporary);
        reader = folder.reader(Mediators.all());
    }

    @Test
    void a_faulty_file_keeps_what_was_in_it_and_so_do_those_that_need_it() {
        folder.with("a.xml", sequence("A", "<sequence key='B'/>")).with("b.xml", sequence("B", "<drop/>"));
        Snapshot first = reader.readFirst(temporary);

        folder.with("b.xml", sequence("B", "<dorp/>")).with("c.xml", sequence("C", "<drop/>"));
        Snapshot second = reader.readAgain(temporary, first);

        assertThat(second.artifacts().deployment().all(Sequence.class)).containsOnlyKeys("A", "B", "C");
        assertThat(second.kept().faulty()).containsExactly(path("b.xml"));
        assertThat(errors(second)).hasSize(2);
        assertThat(second.artifacts().report().faulty())
                .extracting(FaultyArtifact::name)
                .containsExactly("A", "B");

        folder.with("b.xml", sequence("B", "<log/>"));
        Snapshot third = reader.readAgain(temporary, second);
        assertThat(third.kept().faulty()).isEmpty();
        assertThat(errors(third)).isEmpty();
        assertThat(third.artifacts().report().deployed())
                .filteredOn(artifact -> artifact.name().equals("B"))
                .singleElement()
                .satisfies(artifact -> assertThat(artifact.configuration()).contains("log"));
    }

    @Test
    void what_is_gone_stays_while_it_is_needed_and_no_longer() throws IOException {
        folder.with("a.xml", sequence("A", "<sequence key='B'/>"))
                .with("b.xml", sequence("B", "<sequence key='C'/>"))
                .with("c.xml", sequence("C", "<drop/>"))
                .with("d.xml", sequence("D", "<drop/>"));
        Snapshot first = reader.readFirst(temporary);

        for (String name : List.of("b.xml", "c.xml", "d.xml")) {
            Files.delete(temporary.resolve(name));
        }
        Snapshot second = reader.readAgain(temporary, first);
        assertThat(second.artifacts().deployment().all(Sequence.class)).containsOnlyKeys("A", "B", "C");
        assertThat(second.kept().needed()).containsExactlyInAnyOrder(path("b.xml"), path("c.xml"));

        folder.with("a.xml", sequence("A", "<drop/>"));
        Snapshot third = reader.readAgain(temporary, second);
        assertThat(third.artifacts().deployment().all(Sequence.class)).containsOnlyKeys("A");
        assertThat(third.kept().needed()).isEmpty();
    }

    @Test
    void what_is_new_and_faulty_brings_nothing_back() throws IOException {
        folder.with("a.xml", sequence("A", "<drop/>")).with("b.xml", sequence("B", "<drop/>"));
        Snapshot first = reader.readFirst(temporary);

        Files.delete(temporary.resolve("b.xml"));
        folder.with("c.xml", sequence("C", "<sequence key='B'/>"));
        Snapshot second = reader.readAgain(temporary, first);

        assertThat(second.artifacts().deployment().all(Sequence.class)).containsOnlyKeys("A");
        assertThat(errors(second)).singleElement().asString().contains("there is no sequence 'B'");
    }

    @Test
    void a_renamed_artifact_is_another() {
        folder.with("a.xml", sequence("A", "<drop/>"));
        Snapshot first = reader.readFirst(temporary);

        folder.with("a.xml", sequence("B", "<drop/>"));
        assertThat(reader.readAgain(temporary, first).artifacts().deployment().all(Sequence.class))
                .containsOnlyKeys("B");
    }

    @Test
    void a_renamed_artifact_that_others_need_stays_with_its_old_name() {
        folder.with("a.xml", sequence("A", "<drop/>")).with("b.xml", sequence("B", "<sequence key='A'/>"));
        Snapshot first = reader.readFirst(temporary);

        folder.with("a.xml", sequence("C", "<drop/>"));
        Snapshot second = reader.readAgain(temporary, first);

        assertThat(second.artifacts().deployment().all(Sequence.class)).containsOnlyKeys("A", "B");
        assertThat(errors(second)).singleElement().asString().contains("there is no sequence 'A'");
    }

    @Test
    void an_archive_stays_as_a_whole_also_when_it_cannot_be_read_any_more() {
        Path file = temporary.resolve("a.car");
        new Car("One", "1.0.0")
                .with("S", "synapse/sequence", sequence("S", "<drop/>"))
                .with("T", "synapse/sequence", sequence("T", "<drop/>"))
                .into(file);
        Snapshot first = reader.readFirst(temporary);

        new Car("One", "1.0.1")
                .with("S", "synapse/sequence", sequence("S", "<dorp/>"))
                .with("U", "synapse/sequence", sequence("U", "<drop/>"))
                .into(file);
        Snapshot second = reader.readAgain(temporary, first);
        assertThat(second.artifacts().deployment().all(Sequence.class)).containsOnlyKeys("S", "T");
        assertThat(second.artifacts().report().applications())
                .extracting(ApplicationSummary::id)
                .containsExactly("One_1.0.0");

        folder.with("a.car", "half written");
        Snapshot third = reader.readAgain(temporary, second);
        assertThat(third.artifacts().deployment().all(Sequence.class)).containsOnlyKeys("S", "T");
        assertThat(third.kept().faulty()).containsExactly(path("a.car"));
    }

    @Test
    void a_sequence_of_the_registry_stays_too() throws IOException {
        folder.with("a.xml", sequence("A", "<sequence key='conf:/b.xml'/>"))
                .with("registry/config/b.xml", sequence("B", "<drop/>"));
        Snapshot first = reader.readFirst(temporary);

        folder.with("registry/config/b.xml", sequence("B", "<dorp/>"));
        Snapshot second = reader.readAgain(temporary, first);
        assertThat(second.artifacts().deployment().all(Sequence.class)).containsOnlyKeys("A", "conf:/b.xml");
        assertThat(second.kept().faulty()).containsExactly(path("registry/config/b.xml"));

        Files.delete(temporary.resolve("registry/config/b.xml"));
        Snapshot third = reader.readAgain(temporary, second);
        assertThat(third.artifacts().deployment().all(Sequence.class)).containsOnlyKeys("A", "conf:/b.xml");
        assertThat(third.kept().needed()).containsExactly(path("registry/config/b.xml"));
    }

    @Test
    void a_folder_that_is_not_there_for_a_while_takes_nothing_with_it() throws IOException {
        Path inner = temporary.resolve("mounted");
        new Folder(inner).with("a.xml", sequence("A", "<drop/>")).with("sequences/b.xml", sequence("B", "<drop/>"));
        Snapshot first = reader.readFirst(inner);

        Files.move(inner, temporary.resolve("unmounted"));
        Snapshot second = reader.readAgain(inner, first);
        assertThat(second.artifacts().deployment().all(Sequence.class)).containsOnlyKeys("A", "B");
        assertThat(errors(second)).singleElement().asString().contains("there is no such folder");

        Files.move(temporary.resolve("unmounted"), inner);
        Files.delete(inner.resolve("a.xml"));
        Snapshot third = reader.readAgain(inner, second);
        assertThat(third.artifacts().deployment().all(Sequence.class)).containsOnlyKeys("B");
    }

    @Test
    void a_project_that_is_not_there_for_a_while_stays_too() throws IOException {
        Path inner = temporary.resolve("project");
        new Folder(inner).with("src/main/wso2mi/artifacts/sequences/a.xml", sequence("A", "<drop/>"));
        Snapshot first = reader.readFirst(inner);

        Files.move(inner, temporary.resolve("unmounted"));
        Snapshot second = reader.readAgain(inner, first);
        assertThat(second.artifacts().deployment().all(Sequence.class)).containsOnlyKeys("A");

        Files.move(temporary.resolve("unmounted"), inner);
        new Folder(inner).with("src/main/wso2mi/artifacts/sequences/a.xml", sequence("A", "<dorp/>"));
        Snapshot third = reader.readAgain(inner, second);
        assertThat(third.artifacts().deployment().all(Sequence.class)).containsOnlyKeys("A");
        assertThat(third.artifacts().report().applications()).hasSize(1);
    }

    @Test
    void the_stamp_of_a_folder_is_equal_as_long_as_nothing_changes() throws IOException {
        folder.with("sequences/a.xml", sequence("A", "<drop/>")).with("registry/config/b.txt", "b");
        var stamp = ArtifactReader.stamp(temporary);

        assertThat(ArtifactReader.stamp(temporary)).isEqualTo(stamp).hasSize(2);
        folder.with("other/c.xml", "<a/>");
        assertThat(ArtifactReader.stamp(temporary)).isEqualTo(stamp);
        folder.with("registry/config/b.txt", "longer");
        assertThat(ArtifactReader.stamp(temporary)).isNotEqualTo(stamp);
        Files.delete(temporary.resolve("sequences/a.xml"));
        assertThat(ArtifactReader.stamp(temporary)).hasSize(1);
    }

    private static List<Problem> errors(Snapshot snapshot) {
        return snapshot.artifacts().problems().stream()
                .filter(problem -> problem.severity() == Problem.Severity.ERROR)
                .toList();
    }

    private String path(String name) {
        return temporary.resolve(name).toString();
    }

    private static String sequence(String name, String content) {
        return "<sequence name='" + name + "'" + Folder.SYNAPSE + ">" + content + "</sequence>";
    }
}
