// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.systemtests.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// A case can fail, and says why.
@Execution(ExecutionMode.SAME_THREAD)
class CaseRunTest {

    private static final String ECHO = """
            <proxy name="Echo" xmlns="http://ws.apache.org/ns/synapse">
              <target><inSequence><log level="custom"><property name="at" value="work"/></log><respond/></inSequence></target>
            </proxy>
            """;
    private static final String REQUEST = """
            POST /services/Echo
            Content-Type: application/json

            {"a": 1, "b": {"c": ["x"]}}
            """;

    @TempDir
    Path folder;

    @Test
    void what_is_expected_may_be_written_in_other_words_and_leave_places_open() {
        run(Map.of("1-request.http", REQUEST, "1-response.http", """
                200
                Content-Type: application/*
                !X-Other

                {"b": {"c": "*"},
                 "a": 1}
                """, "log.txt", "Echo} at = w*k\n! at = home\n"));
    }

    @Test
    void everything_that_differs_is_shown_with_what_came_instead() {
        assertFails(Map.of(
                        "1-request.http",
                        REQUEST,
                        "1-response.http",
                        """
                HTTP/1.1 201
                X-Other: 1
                !Content-Type

                {"b": {"c": ["y"]}, "a": 1}
                """,
                        "log.txt",
                        "!at = work\n",
                        "problems.txt",
                        "Echo.xml:1: nothing\n"))
                .hasMessageContainingAll("status", "201", "header X-Other", "header Content-Type", "\"y\"", "\"x\"")
                .hasMessageContainingAll("logged", "!at = work", "Echo.xml:1: nothing");
    }

    @Test
    void a_case_without_an_expectation_is_refused() {
        assertFails(Map.of("1-request.http", REQUEST)).hasMessageContaining("nothing is expected");
    }

    @Test
    void a_file_of_no_meaning_is_refused() {
        assertFails(Map.of("1-request.http", REQUEST, "1-response.http", "200", "1-respnse.http", "200"))
                .hasMessageContaining("1-respnse.http is no file of a case");
    }

    @Test
    void an_answer_to_no_request_is_refused() {
        assertFails(Map.of("1-request.http", REQUEST, "2-response.http", "200"))
                .hasMessageContaining("no 2-request.http");
    }

    private AbstractThrowableAssert<?, ? extends Throwable> assertFails(Map<String, String> files) {
        return assertThatThrownBy(() -> run(files));
    }

    private void run(Map<String, String> files) {
        try {
            Path artifacts = Files.createDirectories(folder.resolve("case/artifacts"));
            Files.writeString(artifacts.resolve("Echo.xml"), ECHO);
            Files.writeString(folder.resolve("case/about.txt"), "A case for a test of cases.");
            for (Map.Entry<String, String> file : files.entrySet()) {
                Files.writeString(folder.resolve("case").resolve(file.getKey()), file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        CaseFiles read = new CaseFiles(folder.resolve("case"), "group/case");
        assertThat(read).hasToString("group/case: A case for a test of cases.");
        new CaseRun(read, folder.resolve("work")).run();
    }
}
