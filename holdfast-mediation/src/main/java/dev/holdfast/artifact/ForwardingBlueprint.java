// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.artifact;

import dev.holdfast.expression.Expression;
import dev.holdfast.mediation.ProcessorBridge;
import dev.holdfast.mediation.Services;
import dev.holdfast.message.StoredMessage;
import dev.holdfast.processor.ForwardingSettings;
import dev.holdfast.processor.Ordering;
import dev.holdfast.processor.Processor;
import dev.holdfast.processor.ProcessorContext;
import dev.holdfast.processor.Processors;
import dev.holdfast.processor.Targets;
import java.util.Optional;

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
        ProcessorSequences sequences)
        implements ProcessorDefinition.Blueprint {

    private static final String TARGET = "target.endpoint";

    @Override
    public Processor create(ProcessorContext context, Services services) {
        Targets targets = message -> endpoint
                .or(() -> targetOf(message))
                .flatMap(name -> services.catalogue().endpoint(name));
        return Processors.forwarding(withKey(services), targets, sequences.in(services), context);
    }

    private static Optional<String> targetOf(StoredMessage message) {
        return message.message().properties().text(TARGET);
    }

    private ForwardingSettings withKey(Services services) {
        if (key.isEmpty()) {
            return settings;
        }
        Ordering byKey = new Ordering.ByKey(
                settings.ordering().concurrency(), ProcessorBridge.orderingKey(key.get(), services));
        return new ForwardingSettings(
                settings.identity(),
                settings.activation(),
                settings.pace(),
                byKey,
                settings.retry(),
                settings.reconnect());
    }
}
