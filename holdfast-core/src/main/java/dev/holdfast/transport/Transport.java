// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.transport;

/// Sends requests. Thread-safe; blocks the calling thread.
public interface Transport {

    /// Sends the request once and waits for the answer.
    ///
    /// When this returns, exactly one attempt was made: nothing is repeated, redirected, decompressed or
    /// remembered. The calling thread is held no longer than the request's timeout. Failures are results, not
    /// exceptions; an interrupt ends the exchange as a result too, and the thread's interrupt flag is set
    /// again.
    TransportResult exchange(Request request);
}
