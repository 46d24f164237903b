// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.transport;

/// Answers requests; the listener calls it on a virtual thread of its own for each. Thread-safe.
public interface RequestHandler {

    /// Answers the request.
    ///
    /// When this returns a 2xx, what the answer promises has happened. It does not throw for anything that a
    /// request can contain.
    Response handle(InboundRequest request);
}
