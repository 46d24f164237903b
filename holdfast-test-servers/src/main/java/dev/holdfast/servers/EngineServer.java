// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.servers;

/// A broker or database in a process of its own, on a free port of the loopback interface. It keeps its port and
/// its folder when it is started again, and does not outlive the test. Not thread-safe.
public interface EngineServer extends AutoCloseable {

    /// Stops it cleanly and waits for its end.
    void stop();

    /// Kills it, and all processes that it has started, with SIGKILL.
    void kill();

    /// Stops its threads where they are (SIGSTOP): connections stay open and silent.
    void freeze();

    /// Lets it go on after [#freeze].
    void resume();

    /// Starts it again with what is in its folder; it must have ended.
    ///
    /// When this returns, it takes connections.
    void restart();

    /// Kills it, if it runs, whether frozen or not.
    @Override
    void close();
}
