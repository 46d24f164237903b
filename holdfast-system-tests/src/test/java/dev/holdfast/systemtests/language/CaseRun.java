// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.systemtests.language;

import static org.awaitility.Awaitility.await;

import dev.holdfast.configuration.SettingKey;
import dev.holdfast.configuration.Settings;
import dev.holdfast.configuration.SettingsReader;
import dev.holdfast.deployment.Application;
import dev.holdfast.server.Node;
import dev.holdfast.server.NodeOptions;
import dev.holdfast.settings.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ConditionTimeoutException;

/// Runs one case: a node of its own, real sockets, the embedded stores on disk.
final class CaseRun {

    private final CaseFiles files;
    private final Path artifacts;
    private final Path data;
    private final Expectations expectations = new Expectations();
    private final List<Problem> problems = new ArrayList<>();

    /// @param work an empty folder
    CaseRun(CaseFiles files, Path work) {
        this.files = files;
        this.artifacts = work.resolve("artifacts");
        this.data = work.resolve("data");
    }

    /// Runs it.
    ///
    /// @throws AssertionError with everything that was not as the case says
    void run() {
        files.check();
        try (CaseLog log = CaseLog.open();
                CaseBackEnds backEnds = new CaseBackEnds(files)) {
            new CaseArtifacts(files.folder().resolve(CaseFiles.ARTIFACTS), artifacts, backEnds::fill).copy();
            List<String> logged = files.lines(CaseFiles.LOG).orElse(List.of()).stream()
                    .map(backEnds::fill)
                    .toList();
            try (Node node = Node.start(options())) {
                checkProblems();
                exchange(node, backEnds);
                log.check(logged, expectations);
                checkStores(node);
            }
            backEnds.checkNothingElse(expectations);
            log.checkAbsent(logged, expectations);
            report(log);
        }
    }

    private void exchange(Node node, CaseBackEnds backEnds) {
        CaseClient client = new CaseClient(node.ports().getFirst());
        backEnds.check(0, expectations);
        for (int number : files.exchanges()) {
            HttpText answer = client.send(message(number + "-request.http", backEnds));
            String expected = number + "-response.http";
            if (files.text(expected).isPresent()) {
                expectations.answer(expected, message(expected, backEnds), answer);
            }
            backEnds.check(number, expectations);
        }
    }

    private HttpText message(String file, CaseBackEnds backEnds) {
        return HttpText.parse(backEnds.fill(files.text(file).orElseThrow()), files.folder());
    }

    private NodeOptions options() {
        return new NodeOptions(settings(), artifacts, line -> {}, this::keepProblems);
    }

    private void keepProblems(Application application) {
        problems.addAll(application.problems());
    }

    private Settings settings() {
        Map<String, String> variables = new HashMap<>(Map.of(
                SettingKey.DATA.variable(), data.toString(),
                SettingKey.HTTP_ADDRESS.variable(), "127.0.0.1",
                SettingKey.HTTP_PORT.variable(), "0",
                SettingKey.HTTPS_ENABLED.variable(), "false",
                SettingKey.MANAGEMENT_ENABLED.variable(), "false",
                SettingKey.METRICS_ENABLED.variable(), "true",
                SettingKey.METRICS_PORT.variable(), "0",
                SettingKey.STOP_WITHIN.variable(), "2s"));
        for (String line : files.lines(CaseFiles.SETTINGS).orElse(List.of())) {
            String[] parts = line.split("=", 2);
            SettingKey key = SettingKey.named(parts[0].strip())
                    .orElseThrow(() -> new CaseException(parts[0] + " is no setting; there are " + SettingKey.keys()));
            variables.put(key.variable(), parts[parts.length - 1].strip());
        }
        return new SettingsReader().environment(variables).settings();
    }

    private void checkProblems() {
        List<String> actual = problems.stream()
                .map(problem -> problem.toString().replace(artifacts + "/", ""))
                .toList();
        List<String> expected = files.lines(CaseFiles.PROBLEMS).orElse(List.of());
        boolean same = expected.size() == actual.size();
        for (int i = 0; same && i < actual.size(); i++) {
            same = fits(expected.get(i), actual.get(i));
        }
        if (!same) {
            List<String> missing = expected.stream()
                    .filter(line -> actual.stream().noneMatch(said -> fits(line, said)))
                    .toList();
            List<String> unexpected = actual.stream()
                    .filter(said -> expected.stream().noneMatch(line -> fits(line, said)))
                    .toList();
            boolean order = missing.isEmpty() && unexpected.isEmpty();
            expectations.differs(
                    CaseFiles.PROBLEMS + (order ? ": order or number" : ": what does not fit"),
                    String.join("\n", order ? expected : missing),
                    String.join("\n", order ? actual : unexpected));
        }
    }

    private static boolean fits(String expected, String said) {
        return Wildcards.matches(expected + "*", said);
    }

    private void checkStores(Node node) {
        files.lines(CaseFiles.STORES).ifPresent(lines -> {
            StoreDepths depths = new StoreDepths(node.metricsPort().orElseThrow());
            for (String line : lines) {
                String[] parts = line.split(":", 2);
                String expected = parts[parts.length - 1].strip();
                try {
                    await().atMost(CaseBackEnds.PATIENCE)
                            .until(() -> depths.of(parts[0].strip()).equals(expected));
                } catch (ConditionTimeoutException e) {
                    expectations.differs(CaseFiles.STORES + ": " + parts[0], expected, depths.of(parts[0].strip()));
                }
            }
        });
    }

    private void report(CaseLog log) {
        if (!expectations.differences().isEmpty()) {
            throw new AssertionError(files + "\n\n" + String.join("\n\n", expectations.differences())
                    + "\n\nthe log of this case:\n" + String.join("\n", log.lines()));
        }
    }
}
