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
                (activation, giveUp) -> new LaneWorker(
                        lanes(settings),
                        context,
                        new Forwarder(settings, context, targets, handlers),
                        activation,
                        giveUp));
    }

    /// A processor that hands the messages of a store to a sequence.
    ///
    /// @param samples what is done with each message
    public static Processor sampling(SamplingSettings settings, Samples samples, ProcessorContext context) {
        return new Processor(
                settings.identity(),
                settings.activation(),
                context.journal(),
                context.timer(),
                (activation, giveUp) -> new LaneWorker(
                        lanes(settings), context, new Sampler(settings, context, samples), activation, giveUp));
    }

    private static LaneSettings lanes(ForwardingSettings settings) {
        return new LaneSettings(
                settings.identity(),
                settings.pace().members(),
                now -> new ForwardingPacer(settings.pace(), now),
                settings.ordering(),
                settings.reconnect());
    }

    private static LaneSettings lanes(SamplingSettings settings) {
        SamplingSettings.Rate rate = settings.rate();
        return new LaneSettings(
                settings.identity(),
                rate.members(),
                now -> new SamplingPacer(rate.interval(), rate.cron(), rate.atOnce(), now),
                rate.atOnce() == 1 ? new Ordering.Strict() : new Ordering.Unordered(rate.atOnce()),
                settings.reconnect());
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
