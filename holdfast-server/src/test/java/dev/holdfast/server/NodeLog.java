// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.server;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/// What is logged while it is open.
final class NodeLog implements AutoCloseable {

    private final Logger root;
    private final Lines lines = new Lines();

    private static final class Lines extends AppenderBase<ILoggingEvent> {

        private final List<String> texts = new CopyOnWriteArrayList<>();

        @Override
        protected void append(ILoggingEvent event) {
            texts.add(event.getFormattedMessage());
        }
    }

    private NodeLog(LoggerContext context) {
        this.root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        lines.setContext(context);
        lines.start();
        root.addAppender(lines);
    }

    /// Begins to listen.
    static NodeLog open() {
        return new NodeLog((LoggerContext) LoggerFactory.getILoggerFactory());
    }

    /// All lines so far.
    List<String> lines() {
        return List.copyOf(lines.texts);
    }

    @Override
    public void close() {
        root.detachAppender(lines);
        lines.stop();
    }
}
