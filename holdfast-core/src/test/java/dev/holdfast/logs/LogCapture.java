// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.logs;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/// Keeps what a logger is told.
public final class LogCapture implements AutoCloseable {

    private final Logger logger;
    private final Level before;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Handler handler = new Handler() {

        private final SimpleFormatter form = new SimpleFormatter();

        @Override
        public void publish(LogRecord entry) {
            lines.add(entry.getLevel() + " " + form.formatMessage(entry));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    /// @param name of the logger
    public LogCapture(String name) {
        logger = Logger.getLogger(name);
        before = logger.getLevel() == null ? Level.INFO : logger.getLevel();
        logger.setLevel(Level.ALL);
        logger.addHandler(handler);
    }

    /// What it was told so far: level and text.
    public List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void close() {
        logger.removeHandler(handler);
        logger.setLevel(before);
    }
}
