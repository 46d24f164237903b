// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.systemtests.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Inputs that once did harm, or begin where harm is likely, do none.
@Execution(ExecutionMode.SAME_THREAD)
class FuzzSeedsTest {

    private static final Path SEEDS = Path.of("src", "test", "resources", "fuzz");

    static List<Path> seeds() throws IOException {
        try (Stream<Path> files = Files.walk(SEEDS, 2)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("seeds")
    void an_input_is_taken_or_refused_and_nothing_else(Path seed) throws IOException {
        byte[] input = Files.readAllBytes(seed);
        FuzzTarget target = Stream.of(FuzzTarget.values())
                .filter(known -> seed.startsWith(SEEDS.resolve(known.title())))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no target is called like the folder of " + seed));
        assertThatCode(() -> target.take(input)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @EnumSource
    void every_target_has_seeds(FuzzTarget target) {
        assertThat(SEEDS.resolve(target.title())).isNotEmptyDirectory();
    }

    @Test
    void the_method_that_the_fuzzer_looks_for_takes_an_input() {
        assertThatCode(() -> Fuzz.fuzzerTestOneInput("<a/>".getBytes(StandardCharsets.UTF_8)))
                .doesNotThrowAnyException();
    }
}
