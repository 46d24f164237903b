// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.expression.Surroundings;
import dev.holdfast.mediation.FlowReading;
import dev.holdfast.settings.Parameters;
import dev.holdfast.settings.Problems;
import dev.holdfast.xml.XmlElement;
import dev.holdfast.xml.XmlSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The page of parameters names what the readers of processors ask for, and nothing else.
class ParametersPageTest {

    private static final Path PAGE = Path.of("..", "docs", "reference", "parameters.md");
    private static final Pattern NAME = Pattern.compile("`([a-zA-Z0-9]+(?:\\.[a-zA-Z0-9]+)*)`");

    @Test
    void every_parameter_of_a_forwarding_processor_is_on_the_page_and_no_other() throws IOException {
        Set<String> asked = asked(new ForwardingReader());
        assertThat(firstColumn("## Forwarding processor")).containsExactlyInAnyOrderElementsOf(asked);
    }

    @Test
    void every_parameter_of_a_failover_processor_is_on_the_page() throws IOException {
        Set<String> names = new TreeSet<>(firstColumn("## Forwarding processor"));
        names.addAll(names(section("## Failover forwarding processor")));
        assertThat(names).containsAll(asked(new FailoverReader()));
    }

    @Test
    void every_parameter_of_a_sampling_processor_is_on_the_page() throws IOException {
        Set<String> names = new TreeSet<>(firstColumn("## Forwarding processor"));
        Set<String> own = names(section("## Sampling processor"));
        names.addAll(own);
        Set<String> asked = asked(new SamplingReader());
        assertThat(names).containsAll(asked);
        assertThat(asked).containsAll(firstColumn("## Sampling processor"));
    }

    private static Set<String> asked(ProcessorReader.KindOfProcessor kind) {
        XmlElement element = XmlSource.read(
                "p.xml", "<messageProcessor name=\"P\" messageStore=\"S\"/>".getBytes(StandardCharsets.UTF_8));
        FlowReading reading = new FlowReading(new Problems(), Surroundings.ofProcess(), Map.of());
        Artifact artifact = new Artifact(ArtifactKind.MESSAGE_PROCESSOR, "P", new Owner.OfFile(), element, reading);
        Parameters parameters = new Parameters(element.location(), Map.of(), new Problems());
        kind.read(artifact, parameters, "S");
        return parameters.asked();
    }

    private static Set<String> firstColumn(String heading) throws IOException {
        return section(heading)
                .lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.substring(0, line.indexOf('|', 1)))
                .flatMap(cell -> names(cell).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> names(String text) {
        return NAME.matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String section(String heading) throws IOException {
        String page = Files.readString(PAGE);
        int start = page.indexOf(heading + "\n");
        assertThat(start).as(heading).isNotNegative();
        int end = page.indexOf("\n## ", start + 1);
        return page.substring(start, end < 0 ? page.length() : end);
    }
}
