// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

/// The order of system calls: a message is written to the log, a flush of the log begins and succeeds, and only
/// then its producer is told. A kill cannot show this, since the page cache survives it.
class FlushBeforeAnswerTest {

    private static final int MESSAGES = 400;
    private static final Pattern STORED = Pattern.compile("stored (<p\\d+-\\d+>)");
    private static final Pattern MESSAGE = Pattern.compile("<p\\d+-\\d+>");

    /// A system call, by the lines of the trace in which it begins and ends.
    private record Call(String text, int begin, int end) {}

    @RepeatedTest(5)
    void every_answer_follows_a_flush_that_began_after_the_write(@TempDir Path folder)
            throws IOException, InterruptedException {
        Path trace = folder.resolve("trace");
        List<String> strace =
                Tools.strace(trace, "-y", "-s", "65536", "-e", "trace=write,fdatasync,fsync,sync_file_range");
        try (StoreProcess process = StoreProcess.start(
                strace,
                folder.resolve("errors"),
                "append",
                folder.resolve("data").toString(),
                "" + MESSAGES)) {
            assertThat(process.readAll()).contains("finished").hasSize(MESSAGES + 2);
        }
        List<Call> calls = calls(Files.readAllLines(trace));
        assertThat(unflushedAnswers(calls)).isEmpty();
    }

    /// Walks through the trace.
    ///
    /// @return the messages whose producers were told too soon; the trace must contain an answer for each
    private static List<String> unflushedAnswers(List<Call> calls) {
        Map<String, Integer> written = new HashMap<>();
        List<Call> flushes = new ArrayList<>();
        List<String> tooSoon = new ArrayList<>();
        int answers = 0;
        for (Call call : calls) {
            Matcher stored = STORED.matcher(call.text);
            if (isLog(call) && call.text.startsWith("write(")) {
                MESSAGE.matcher(call.text).results().forEach(message -> written.put(message.group(), call.end));
            } else if (isLog(call) && call.text.startsWith("f") && call.text.endsWith("= 0")) {
                flushes.add(call);
            } else if (stored.find()) {
                answers++;
                Integer end = written.get(stored.group(1));
                if (end == null) {
                    tooSoon.add(stored.group(1) + " was never written");
                } else if (!isFlushed(end, call, flushes)) {
                    tooSoon.add(stored.group(1) + " was not flushed");
                }
            }
        }
        assertThat(answers).isEqualTo(MESSAGES);
        return tooSoon;
    }

    /// Whether a flush began after that line and ended before the answer.
    private static boolean isFlushed(int written, Call answer, List<Call> flushes) {
        return flushes.stream().anyMatch(flush -> flush.begin > written && flush.end < answer.begin);
    }

    private static boolean isLog(Call call) {
        return call.text.contains(".log>");
    }

    /// All calls in the order in which they ended. One that another thread interrupts in the trace stands on
    /// two lines.
    private static List<Call> calls(List<String> lines) {
        Map<String, Call> unfinished = new HashMap<>();
        List<Call> calls = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String[] parts = lines.get(i).split(" +", 2);
            String thread = parts[0];
            String text = parts[1];
            if (text.endsWith("<unfinished ...>")) {
                unfinished.put(thread, new Call(text, i, i));
            } else if (text.startsWith("<... ")) {
                Call begun = Objects.requireNonNull(unfinished.remove(thread), text);
                calls.add(new Call(begun.text + text, begun.begin, i));
            } else {
                calls.add(new Call(text, i, i));
            }
        }
        return calls;
    }
}
