// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.systemtests.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The language as users write it: every folder of `src/test/resources/language` is a case. Its README says how to
/// add
/// one. `-Dholdfast.case=TEXT` runs those whose name contains the text.
@Execution(ExecutionMode.SAME_THREAD)
class LanguageTest {

    private static final Path ROOT = Path.of("src", "test", "resources", "language");

    @TempDir
    Path work;

    static List<CaseFiles> cases() {
        String wanted = System.getProperty("holdfast.case", "");
        List<CaseFiles> cases = CaseFiles.below(ROOT).stream()
                .filter(files -> files.name().contains(wanted))
                .toList();
        assertThat(cases).as("cases whose name contains '%s'", wanted).isNotEmpty();
        return cases;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void the_language(CaseFiles files) {
        new CaseRun(files, work).run();
    }
}
