// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.systemtests.language;

import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.core.ConditionTimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is logged while it is open. Thread-safe.
final class CaseLog implements AutoCloseable {

    private static final String ANY_ORDER = "any order";

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final ch.qos.logback.classic.Logger root;
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            String logger = event.getLoggerName();
            lines.add(event.getLevel() + " {" + logger.substring(logger.lastIndexOf('.') + 1) + "} - "
                    + event.getFormattedMessage());
        }
    };

    private CaseLog(LoggerContext context) {
        root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        appender.setContext(context);
        appender.start();
        root.addAppender(appender);
    }

    static CaseLog open() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            return new CaseLog(context);
        }
        throw new IllegalStateException("Logback does not log here");
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    /// Waits for the lines that must come, and compares.
    void check(List<String> expected, Expectations expectations) {
        boolean anyOrder = expected.contains(ANY_ORDER);
        List<String> wanted = expected.stream()
                .filter(line -> !line.startsWith("!") && !line.equals(ANY_ORDER))
                .toList();
        try {
            await().atMost(CaseBackEnds.PATIENCE)
                    .until(() -> missing(wanted, anyOrder).isEmpty());
        } catch (ConditionTimeoutException e) {
            expectations.differs(
                    CaseFiles.LOG + (anyOrder ? "" : ", in this order") + ": not logged",
                    String.join("\n", missing(wanted, anyOrder)),
                    String.join("\n", lines));
        }
    }

    /// When everything has ended: whether a line came that must not.
    void checkAbsent(List<String> expected, Expectations expectations) {
        for (String line : expected) {
            List<String> found = lines.stream()
                    .filter(said -> line.startsWith("!")
                            && Wildcards.isContained(line.substring(1).strip(), said))
                    .toList();
            if (!found.isEmpty()) {
                expectations.differs(CaseFiles.LOG + ": logged", line, String.join("\n", found));
            }
        }
    }

    /// The first line that is missing and those behind it, or, in any order, all that are missing.
    private List<String> missing(List<String> wanted, boolean anyOrder) {
        if (anyOrder) {
            return wanted.stream()
                    .filter(line -> lines.stream().noneMatch(said -> Wildcards.isContained(line, said)))
                    .toList();
        }
        int next = 0;
        for (String said : lines) {
            next += next < wanted.size() && Wildcards.isContained(wanted.get(next), said) ? 1 : 0;
        }
        return wanted.subList(next, wanted.size());
    }

    @Override
    public void close() {
        root.detachAppender(appender);
        appender.stop();
    }
}
