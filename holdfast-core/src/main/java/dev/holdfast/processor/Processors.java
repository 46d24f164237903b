// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.processor;

/// Makes processors.
public final class Processors {

    private Processors() {}

    /// A processor that sends the messages of a store to endpoints.
    ///
    /// @param targets where each message is to be sent
    /// @param handlers what to do when something has happened to a message
    public static Processor forwarding(
            ForwardingSettings settings, Targets targets, ProcessorHandlers handlers, ProcessorContext context) {
        return new Processor(
                settings.identity(),
                settings.activation(),
                context.journal(),
                context.timer(),
                (activation, giveUp) -> new ForwardingWorker(
                        settings, context, new Forwarder(settings, context, targets, handlers), activation, giveUp));
    }

    /// A processor that brings the messages of a failover store home.
    ///
    /// @param handlers what to do when something has happened to a message
    public static Processor failoverForwarding(
            FailoverSettings settings, ProcessorHandlers handlers, ProcessorContext context) {
        return new Processor(
                settings.identity(),
                settings.activation(),
                context.journal(),
                context.timer(),
                (activation, giveUp) -> new FailoverWorker(settings, context, handlers, activation, giveUp));
    }
}
