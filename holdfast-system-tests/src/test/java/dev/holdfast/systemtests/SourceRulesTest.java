// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.systemtests.Sources.SourceFile;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Rules that can be seen in the text only.
class SourceRulesTest {

    private static final Pattern BROAD_CATCH =
            Pattern.compile("catch \\((?:final )?(?:[\\w.]+ \\| )*(?:Exception|RuntimeException|Throwable|Error)"
                    + "(?: \\| [\\w.]+)* (?<name>\\w+)\\) \\{");
    private static final Pattern SLEEP =
            Pattern.compile("\\b(?:Thread|SECONDS|MILLISECONDS|TimeUnit\\.\\w+)\\.sleep\\(");
    private static final Pattern SKIPPED = Pattern.compile("@Disabled|@DisabledIf|\\bassumeTrue\\(|\\bassumeThat\\(");
    private static final Pattern PUBLIC_TYPE = Pattern.compile(
            "^public (?:abstract |final |sealed |non-sealed )*(?:class|interface|record|enum|@interface) ",
            Pattern.MULTILINE);
    private static final Pattern DOCUMENTED = Pattern.compile(
            "^///.*\\R(?:(?:///|@|\\)|    ).*\\R)*public (?:abstract |final |sealed |non-sealed )*(?:class|interface|record|enum|@interface) ",
            Pattern.MULTILINE);

    /// The classes that may catch whatever comes, and why. A class called `Barrier` needs no line here.
    private static final Map<String, String> BARRIERS = Map.ofEntries(
            Map.entry("LaneWorker", "an active processor whose threads have ended would stand still unnoticed"),
            Map.entry("FailoverWorker", "as the forwarding worker"),
            Map.entry("Writer", "the thread that writes the database: those who wait must be told whatever went wrong"),
            Map.entry("Flusher", "the thread that flushes the database: as the writer"),
            Map.entry("BrokerStandIn", "the broker's methods declare Exception"),
            Map.entry("ActiveMqClassic", "the client's methods declare Exception"),
            Map.entry("ClassMediator", "the code of a user may throw whatever it likes: a fault of its flow"),
            Map.entry("FlowRunner", "whatever a mediator throws is a fault of its flow, and has a handler"),
            Map.entry(
                    "PollLoop",
                    "the thread that polls Kafka: those who wait for messages must be told whatever went wrong"),
            Map.entry(
                    "GroupedAppends",
                    "the thread that writes for many: those who wait must be told whatever went wrong"),
            Map.entry("ConsumerWork", "the thread of a consumer: those who wait must be told whatever went wrong"));

    @Test
    void a_broad_catch_stands_only_in_a_named_barrier() {
        assertThat(Sources.main())
                .filteredOn(file -> !file.name().equals("Barrier") && !BARRIERS.containsKey(file.name()))
                .filteredOn(SourceRulesTest::keepsBroadly)
                .isEmpty();
    }

    /// Whether it catches whatever comes and does not throw the same on, as one does who only cleans up.
    private static boolean keepsBroadly(SourceFile file) {
        Matcher matcher = BROAD_CATCH.matcher(file.text());
        return matcher.results().anyMatch(caught -> {
            String block = blockFrom(file.text(), caught.end());
            return !block.contains("throw " + caught.group("name") + ";");
        });
    }

    /// The text from behind an opening brace to its closing one.
    private static String blockFrom(String text, int start) {
        int depth = 1;
        int end = start;
        while (depth > 0 && end < text.length()) {
            char next = text.charAt(end++);
            depth += next == '{' ? 1 : next == '}' ? -1 : 0;
        }
        return text.substring(start, end);
    }

    @Test
    void nothing_sleeps_in_tests_either() {
        assertThat(files(
                        Stream.concat(Sources.main().stream(), Sources.test().stream())
                                .toList(),
                        SLEEP))
                .filteredOn(file -> !file.name().equals("SourceRulesTest"))
                .isEmpty();
    }

    @Test
    void no_test_is_skipped() {
        assertThat(files(Sources.test(), SKIPPED))
                .filteredOn(file -> !file.name().equals("SourceRulesTest"))
                .isEmpty();
    }

    @Test
    void every_public_type_says_what_it_is() {
        List<SourceFile> undocumented = files(Sources.main(), PUBLIC_TYPE).stream()
                .filter(file -> !DOCUMENTED.matcher(file.text()).find())
                .toList();
        assertThat(undocumented).isEmpty();
    }

    @Test
    void every_package_has_a_sentence() {
        Set<String> described = Sources.main().stream()
                .filter(file -> file.name().equals("package-info"))
                .filter(file -> file.text().contains("\n/// "))
                .map(file -> file.folder().toString())
                .collect(Collectors.toSet());
        assertThat(Sources.main().stream().map(file -> file.folder().toString()).distinct())
                .allMatch(described::contains);
    }

    private static List<SourceFile> files(List<SourceFile> all, Pattern pattern) {
        return all.stream().filter(file -> pattern.matcher(file.text()).find()).toList();
    }
}
