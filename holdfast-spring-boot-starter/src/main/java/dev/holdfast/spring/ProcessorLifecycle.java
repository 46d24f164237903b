// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.spring;

import dev.holdfast.ForwardingProcessor;
import org.springframework.context.SmartLifecycle;

/// Starts the processor when the application is up, and stops it before anything that it uses.
final class ProcessorLifecycle implements SmartLifecycle {

    private final ForwardingProcessor processor;
    private final boolean autoStart;
    private volatile boolean running;

    ProcessorLifecycle(ForwardingProcessor processor, boolean autoStart) {
        this.processor = processor;
        this.autoStart = autoStart;
    }

    @Override
    public void start() {
        processor.start();
        running = true;
    }

    @Override
    public void stop() {
        processor.stop();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public boolean isAutoStartup() {
        return autoStart;
    }
}
