// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.expression.AttributeValue;
import dev.holdfast.reading.ResourceCheck.Flaw;
import dev.holdfast.resource.Resource;
import dev.holdfast.settings.Location;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Resources that mediators compile, tried when artifacts are read. The compiler here takes what is not empty.
class CompilationTest {

    private static final Resource INCLUDING = Resource.ofText("including.xml", 5, "includes other");

    private final Compilation compilation = new Compilation(
            List.of(new AttributeValue.Literal("root")),
            new ResourceMap(Map.of("other", "key-of-other")),
            (roots, others) ->
                    others.apply("other").filter(bytes -> bytes.length > 0).isPresent()
                            ? Optional.empty()
                            : Optional.of(new Compilation.Failure(new Location("root", 2, ""), "there is no other")));

    @Test
    void what_is_wrong_is_told_at_its_line_in_the_artifact() {
        assertThat(flaws(Map.of("root", INCLUDING)))
                .containsExactly(new Flaw(new Location("including.xml", 6, ""), "there is no other"));
        assertThat(flaws(Map.of("root", INCLUDING, "key-of-other", Resource.ofText("other.xml", 1, "x"))))
                .isEmpty();
    }

    @Test
    void what_is_not_there_is_reported_elsewhere() {
        assertThat(flaws(Map.of())).isEmpty();
    }

    @Test
    void what_is_loaded_at_the_start_only_is_not_taken_for_empty() {
        Resource unloaded = Resource.ofText("http://host/a.xsd", 1, "");
        assertThat(flaws(Map.of("root", unloaded))).isEmpty();
        assertThat(flaws(Map.of("root", INCLUDING, "key-of-other", unloaded))).isEmpty();
    }

    private List<Flaw> flaws(Map<String, Resource> resources) {
        return compilation.flaws(key -> Optional.ofNullable(resources.get(key)));
    }
}
