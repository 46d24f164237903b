// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.artifact;

import dev.holdfast.expression.Expression;
import dev.holdfast.mediation.ProcessorBridge;
import dev.holdfast.mediation.Services;
import dev.holdfast.processor.ForwardingSettings;
import dev.holdfast.processor.Ordering;
import dev.holdfast.processor.Processor;
import dev.holdfast.processor.ProcessorContext;
import dev.holdfast.processor.Processors;
import java.util.Optional;
import java.util.function.Supplier;

/// Makes forwarding processors.
///
/// @param settings ordered without a key
/// @param key which messages keep their order among themselves
/// @param endpoint the name of the one for all messages; none: each message names its own
/// @param sequences that it runs
record ForwardingBlueprint(
        ForwardingSettings settings,
        Optional<Expression> key,
        Optional<String> endpoint,
        ProcessorBridge.Sequences sequences)
        implements ProcessorDefinition.Blueprint {

    @Override
    public Processor create(ProcessorContext context, Supplier<Services> services) {
        ProcessorBridge bridge = new ProcessorBridge(services);
        return Processors.forwarding(withKey(bridge), bridge.targets(endpoint), bridge.handlers(sequences), context);
    }

    private ForwardingSettings withKey(ProcessorBridge bridge) {
        Ordering ordering = key.<Ordering>map(
                        expression -> new Ordering.ByKey(settings.ordering().concurrency(), bridge.key(expression)))
                .orElse(settings.ordering());
        return new ForwardingSettings(
                settings.identity(),
                settings.activation(),
                settings.pace(),
                ordering,
                settings.retry(),
                settings.reconnect());
    }
}
