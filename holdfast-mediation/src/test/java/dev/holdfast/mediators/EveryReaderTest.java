// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.mediation.MediatorReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EveryReaderTest {

    private static final Path SOURCES = Path.of("src", "main", "java", "dev", "holdfast", "mediators");
    private static final Pattern READER =
            Pattern.compile("static final " + MediatorReader.class.getSimpleName() + " (\\w+)");

    @Test
    void every_reader_has_its_line() throws IOException {
        String lines = Files.readString(SOURCES.resolve("Mediators.java"));
        try (Stream<Path> files = Files.list(SOURCES)) {
            assertThat(files.flatMap(EveryReaderTest::readers))
                    .isNotEmpty()
                    .allMatch(lines::contains, "stands in Mediators")
                    .hasSameSizeAs(Mediators.all().values());
        }
    }

    private static Stream<String> readers(Path file) {
        try {
            String mediator = file.getFileName().toString().replace(".java", "");
            return READER.matcher(Files.readString(file))
                    .results()
                    .map((MatchResult found) -> mediator + "." + found.group(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
