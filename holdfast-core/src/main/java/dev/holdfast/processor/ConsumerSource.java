// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.processor;

import dev.holdfast.processor.ForwardingSettings.Reconnect;
import dev.holdfast.store.StoreConsumer;
import dev.holdfast.store.StoreException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;

/// Opens the consumer of a member, again and again: a store that cannot be reached is tried at the interval
/// that the artifact names, as often as it allows. Used by one thread.
final class ConsumerSource {

    private static final Logger LOGGER = System.getLogger(ConsumerSource.class.getName());

    private final ProcessorContext context;
    private final Processor.Identity identity;
    private final Reconnect reconnect;
    private final WorkerThreads threads;
    private String lastFailure = "";
    private int failures;
    private boolean opened;

    ConsumerSource(ProcessorContext context, Processor.Identity identity, Reconnect reconnect, WorkerThreads threads) {
        this.context = context;
        this.identity = identity;
        this.reconnect = reconnect;
        this.threads = threads;
    }

    /// Why the store could not be reached, in one line.
    String lastFailure() {
        return lastFailure;
    }

    /// The consumer before was lost; the next [#open] waits for its turn.
    void lost(RuntimeException failure) {
        failures = 1;
        lastFailure = "connection to store " + identity.store() + " lost: " + failure.getMessage();
        LOGGER.log(Level.WARNING, "Processor [{0}]: {1}", identity.name(), lastFailure);
    }

    /// Opens a consumer, however long it takes.
    ///
    /// @return empty when the number of attempts is used up, or the end begins
    Optional<StoreConsumer> open(int window) throws InterruptedException {
        while (threads.areRunning()) {
            if (failures > 0) {
                threads.pauseUntil(context.timer().instant().plus(reconnect.interval()));
            }
            try {
                StoreConsumer consumer =
                        context.router().store(identity.store()).openConsumer(window);
                succeeded();
                return Optional.of(consumer);
            } catch (StoreException e) {
                failed(e);
                if (reconnect.maxAttempts() > 0 && failures >= reconnect.maxAttempts()) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    private void succeeded() {
        if (failures > 0 && opened) {
            LOGGER.log(
                    Level.INFO, "Processor [{0}] is connected to store [{1}] again", identity.name(), identity.store());
        }
        failures = 0;
        opened = true;
    }

    private void failed(StoreException e) {
        failures++;
        lastFailure = "store " + identity.store() + " cannot be reached: " + e.getMessage();
        if (failures == 1) {
            LOGGER.log(
                    Level.WARNING,
                    "Processor [{0}]: {1}; it tries again every {2} ms",
                    identity.name(),
                    lastFailure,
                    reconnect.interval().toMillis());
        }
    }
}
