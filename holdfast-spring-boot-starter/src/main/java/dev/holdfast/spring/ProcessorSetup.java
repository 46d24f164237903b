// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.spring;

import dev.holdfast.ForwardingProcessorBuilder;
import java.util.Optional;

/// Says to the builder of a processor what the properties say.
final class ProcessorSetup {

    private ProcessorSetup() {}

    static void apply(HoldfastProperties.ProcessorSettings settings, ForwardingProcessorBuilder builder) {
        Optional.ofNullable(settings.cron()).ifPresent(builder::cron);
        Optional.ofNullable(settings.pollInterval()).ifPresent(builder::pollInterval);
        Optional.ofNullable(settings.failAction()).ifPresent(builder::failAction);
        if (!settings.retryHttpStatusCodes().isEmpty()) {
            builder.retryHttpStatusCodes(settings.retryHttpStatusCodes().toArray(Integer[]::new));
        }
        if (settings.parallel() > 1) {
            builder.inParallel(settings.parallel());
        }
        builder.batchSize(settings.batchSize())
                .forwardingInterval(settings.forwardingInterval())
                .maxRedeliveryAttempts(settings.maxRedeliveryAttempts())
                .retryInterval(settings.retryInterval())
                .reactivateAfter(settings.reactivateAfter())
                .reconnectInterval(settings.reconnectInterval());
    }
}
