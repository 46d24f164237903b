// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.server;

import java.text.MessageFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/// What is logged while it is open.
public final class NodeLog implements AutoCloseable {

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Logger root = Logger.getLogger("");
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord logRecord) {
            lines.add(text(logRecord));
        }

        @Override
        public void flush() {
            // Every line is there at once.
        }

        @Override
        public void close() {
            // There is nothing to release.
        }
    };

    private NodeLog() {}

    /// Begins to listen.
    public static NodeLog open() {
        NodeLog log = new NodeLog();
        log.root.addHandler(log.handler);
        return log;
    }

    /// All lines so far.
    public List<String> lines() {
        return List.copyOf(lines);
    }

    private static String text(LogRecord logRecord) {
        String message = Optional.ofNullable(logRecord.getMessage()).orElse("");
        return logRecord.getParameters() == null
                ? message
                : new MessageFormat(message).format(logRecord.getParameters());
    }

    @Override
    public void close() {
        root.removeHandler(handler);
    }
}
