// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.servers;

import java.util.Optional;

/// A server that is one process, with what that has started. Not thread-safe.
abstract class ProcessServer implements EngineServer {

    private Optional<ChildProcess> process = Optional.empty();

    /// Starts the process and waits until it takes connections.
    abstract ChildProcess launch();

    /// Starts it for the first time, or again.
    final void begin() {
        process = Optional.of(launch());
    }

    /// The process that runs now, or ran last.
    public final ChildProcess process() {
        return process.orElseThrow(() -> new IllegalStateException("it was never started"));
    }

    @Override
    public void stop() {
        process().stop();
    }

    @Override
    public void kill() {
        process().kill();
    }

    @Override
    public final void freeze() {
        process().freeze();
    }

    @Override
    public final void resume() {
        process().resume();
    }

    @Override
    public void restart() {
        begin();
    }

    @Override
    public void close() {
        process().close();
    }
}
