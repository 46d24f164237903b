// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast;

import dev.holdfast.endpoint.Circuit;
import dev.holdfast.processor.Processor;
import dev.holdfast.processor.ProcessorStatus;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/// Takes messages out of a store and sends them, each until it has arrived or its attempts are used up. A
/// message leaves the store only when that is certain. Thread-safe.
public final class ForwardingProcessor implements AutoCloseable {

    static final Duration STOP_WITHIN = Duration.ofSeconds(30);

    private final Processor processor;
    private final Circuit circuit;
    private final CountDownLatch closed = new CountDownLatch(1);

    /// @param circuit of the endpoint it sends to
    ForwardingProcessor(Processor processor, Circuit circuit) {
        this.processor = processor;
        this.circuit = circuit;
    }

    /// Begins to take messages, and goes on as the processor was left: one that was deactivated stays so. No
    /// effect on one that has begun.
    public void start() {
        processor.start();
    }

    /// Takes no more messages until [#start].
    ///
    /// When this returns, nothing is on its way any more, or it was interrupted after 30 s: what had no
    /// answer by then is sent again at the next start.
    public void stop() {
        processor.stop(STOP_WITHIN);
    }

    /// Takes messages again after a deactivation, with a new round of attempts for each.
    public void activate() {
        processor.activate();
    }

    /// Takes no more messages until [#activate], also after a restart when the books survive one.
    public void deactivate() {
        processor.deactivate();
    }

    /// Its state, and why.
    public ProcessorStatus status() {
        return processor.status();
    }

    /// Whether the endpoint it sends to is up, as far as is known from what was sent to it.
    public Circuit.State endpointState() {
        return circuit.state();
    }

    /// Its name.
    public String name() {
        return processor.name();
    }

    /// The name of the store that it takes messages from.
    public String storeName() {
        return processor.store();
    }

    /// Waits until [#close] is called: what the main thread of a program has to do that does nothing else.
    public void awaitClose() throws InterruptedException {
        closed.await();
    }

    /// [#stop], for good.
    @Override
    public void close() {
        stop();
        closed.countDown();
    }
}
