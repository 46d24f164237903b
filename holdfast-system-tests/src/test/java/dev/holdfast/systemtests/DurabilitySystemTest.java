// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.systemtests.SystemCalls.SystemCall;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A 202 leaves when the message is on the disk, not before: seen from the system calls of the program.
class DurabilitySystemTest {

    private static final int CLIENTS = 8;
    private static final int REQUESTS_EACH = 25;
    private static final Pattern MARK = Pattern.compile("mark-(\\d{6})-");

    @TempDir
    private Path folder;

    @Test
    void each_202_follows_a_flush_that_began_after_its_message_was_written() {
        try (Gateway gateway = Gateway.start(folder, Map.of("HOLDFAST_LOG_LEVEL", "WARN"))) {
            gateway.backEnd().setSilent(true);
            assertThat(gateway.post("first").status()).isEqualTo(202);
            List<SystemCall> calls;
            try (Strace strace = Strace.attach(
                    gateway.program().process().pid(),
                    folder,
                    "-y",
                    "-s",
                    "1000000",
                    "-e",
                    "trace=read,readv,recvfrom,recvmsg,write,writev,pwrite64,sendto,sendmsg,fdatasync,fsync")) {
                postAll(gateway);
                calls = SystemCalls.parse(strace.detach());
            }

            assertThat(new Answers(calls).check()).isEqualTo(CLIENTS * REQUESTS_EACH);
        }
    }

    private static void postAll(Gateway gateway) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, CLIENTS).forEach(number -> threads.execute(() -> postEach(gateway, number)));
        }
    }

    private static void postEach(Gateway gateway, int number) {
        try (Client client = new Client(gateway.program().ports().http())) {
            for (int request = 0; request < REQUESTS_EACH; request++) {
                client.post(Gateway.PATH, body(number * REQUESTS_EACH + request));
            }
        }
    }

    /// The mark stands there twice: the log of the store may cut through one of them.
    private static String body(int number) {
        String mark = "mark-%06d-".formatted(number);
        return "<order><id>" + mark + "</id><note>" + ".".repeat(100) + "</note><again>" + mark + "</again></order>";
    }

    /// Goes through the calls and looks at each 202.
    private static final class Answers {
        private static final int NEVER = -1;

        private final List<SystemCall> calls;
        private final Map<String, Integer> written = new HashMap<>();
        private final Map<String, String> asked = new HashMap<>();

        Answers(List<SystemCall> calls) {
            this.calls = calls;
        }

        /// @return how many were looked at
        int check() {
            int answers = 0;
            for (SystemCall call : calls) {
                Matcher mark = MARK.matcher(call.text());
                if (isLog(call)) {
                    while (mark.find()) {
                        written.putIfAbsent(mark.group(1), call.done());
                    }
                } else if (call.file().startsWith("socket") && isRead(call)) {
                    while (mark.find()) {
                        asked.put(call.file(), mark.group(1));
                    }
                } else if (call.file().startsWith("socket") && call.text().contains("HTTP/1.1 202")) {
                    checkAnswer(call);
                    answers++;
                }
            }
            return answers;
        }

        private void checkAnswer(SystemCall answer) {
            String request = asked.get(answer.file());
            assertThat(request).as("the request that %s answers", answer).isNotNull();
            int since = written.getOrDefault(String.valueOf(request), NEVER);
            assertThat(since)
                    .as("the message that %s answers, in the log", answer)
                    .isNotEqualTo(NEVER);
            checkFlush(since, answer);
        }

        private void checkFlush(int since, SystemCall answer) {
            assertThat(calls)
                    .as("flushes between the write at %d and the answer at %d", since, answer.begun())
                    .anyMatch(call -> isFlush(call) && call.begun() > since && call.done() < answer.begun());
        }

        private static boolean isLog(SystemCall call) {
            return call.file().endsWith(".log") && call.name().contains("write");
        }

        private static boolean isRead(SystemCall call) {
            return call.name().startsWith("re");
        }

        private static boolean isFlush(SystemCall call) {
            return call.file().endsWith(".log")
                    && (call.name().equals("fdatasync") || call.name().equals("fsync"))
                    && call.text().contains("= 0");
        }
    }
}
