// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.artifact;

import dev.holdfast.mediation.ProcessorBridge;
import dev.holdfast.mediation.Services;
import dev.holdfast.processor.FailoverSettings;
import dev.holdfast.processor.Processor;
import dev.holdfast.processor.ProcessorContext;
import dev.holdfast.processor.Processors;
import java.util.function.Supplier;

/// Makes failover forwarding processors.
///
/// @param sequences that it runs
record FailoverBlueprint(FailoverSettings settings, ProcessorBridge.Sequences sequences)
        implements ProcessorDefinition.Blueprint {

    @Override
    public Processor create(ProcessorContext context, Supplier<Services> services) {
        return Processors.failoverForwarding(settings, new ProcessorBridge(services).handlers(sequences), context);
    }
}
