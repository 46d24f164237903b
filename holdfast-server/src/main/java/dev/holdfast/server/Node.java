// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.server;

import dev.holdfast.http.HttpListener;
import java.util.List;
import java.util.Optional;

/// A running Holdfast: stores, processors, the listener for clients and those for operators. Thread-safe.
public final class Node implements AutoCloseable {

    private final Teardown teardown;
    private final Optional<HttpListener> listener;
    private final OperatorListeners operators;

    Node(Teardown teardown, Optional<HttpListener> listener, OperatorListeners operators) {
        this.teardown = teardown;
        this.listener = listener;
        this.operators = operators;
    }

    /// Starts a node.
    ///
    /// When this returns, it takes messages and delivers them. Artifacts with errors are left out; what is
    /// wrong with
    /// them has been logged.
    ///
    /// @throws StartException when it cannot start; nothing of it is left running then
    public static Node start(NodeOptions options) {
        Teardown teardown = new Teardown();
        boolean started = false;
        try {
            Node node = new NodeStart(options, teardown).run();
            started = true;
            return node;
        } finally {
            if (!started) {
                teardown.run();
            }
        }
    }

    /// The ports for clients: HTTP, then HTTPS, as far as there are any.
    public List<Integer> ports() {
        return listener.map(HttpListener::ports).orElse(List.of());
    }

    /// The port of the management API, if there is one.
    public Optional<Integer> managementPort() {
        return operators.managementPort();
    }

    /// The port of health and metrics, if there is one.
    public Optional<Integer> metricsPort() {
        return operators.metricsPort();
    }

    /// Stops in good order: takes no more requests, finishes what is in flight within the time of the settings,
    /// and
    /// closes everything. Again has no effect.
    @Override
    public void close() {
        teardown.run();
    }
}
