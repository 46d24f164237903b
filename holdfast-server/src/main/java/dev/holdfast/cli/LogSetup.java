// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.Map;
import org.slf4j.ILoggerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sets up logging without a configuration file: everything goes to the console, in the form of lines that
/// tools for
/// upstream's log expect. Logback finds it as a service.
public final class LogSetup extends ContextAwareBase implements Configurator {

    private static final String PATTERN = "[%d{\"yyyy-MM-dd HH:mm:ss,SSS\"}] %5p {%c{0}} - %m%n";

    /// Called by Logback.
    public LogSetup() {}

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(PATTERN);
        encoder.start();
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setContext(context);
        console.setName("console");
        console.setEncoder(encoder);
        console.start();
        ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.INFO);
        root.addAppender(console);
        // It tells of each setting of each client, and of each try to connect to a broker that is down.
        context.getLogger("org.apache.kafka").setLevel(Level.WARN);
        context.getLogger("org.apache.kafka.clients.NetworkClient").setLevel(Level.ERROR);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /// Sets the levels.
    ///
    /// @param root of everything that has none of its own
    /// @param loggers levels of single loggers, by name
    public static void setLevels(String root, Map<String, String> loggers) {
        ILoggerFactory factory = LoggerFactory.getILoggerFactory();
        if (factory instanceof LoggerContext context) {
            context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.toLevel(root, Level.INFO));
            loggers.forEach((name, level) -> context.getLogger(name).setLevel(Level.toLevel(level, Level.INFO)));
        }
    }
}
