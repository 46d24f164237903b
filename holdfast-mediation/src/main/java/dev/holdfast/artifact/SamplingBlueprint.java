// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.artifact;

import dev.holdfast.mediation.ProcessorBridge;
import dev.holdfast.mediation.Services;
import dev.holdfast.processor.Processor;
import dev.holdfast.processor.ProcessorContext;
import dev.holdfast.processor.Processors;
import dev.holdfast.processor.SamplingSettings;
import java.util.function.Supplier;

/// Makes sampling processors.
///
/// @param sequence that each message is handed to
record SamplingBlueprint(SamplingSettings settings, String sequence) implements ProcessorDefinition.Blueprint {

    @Override
    public Processor create(ProcessorContext context, Supplier<Services> services) {
        return Processors.sampling(settings, new ProcessorBridge(services).samples(sequence), context);
    }
}
