// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.spring;

import dev.holdfast.ForwardingProcessor;
import dev.holdfast.Holdfast;
import dev.holdfast.processor.ProcessorStatus;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/// Down while the store cannot be used or the processor has given up, and why. An operator's deactivation is no fault.
final class HoldfastHealth implements HealthIndicator {

    private final Holdfast holdfast;
    private final String store;
    private final ObjectProvider<ForwardingProcessor> processor;

    HoldfastHealth(Holdfast holdfast, String store, ObjectProvider<ForwardingProcessor> processor) {
        this.holdfast = holdfast;
        this.store = store;
        this.processor = processor;
    }

    @Override
    public Health health() {
        Health.Builder health = Health.up()
                .withDetail("store", store)
                .withDetail("outstanding", holdfast.balance(store).outstanding());
        holdfast.outage(store)
                .ifPresent(outage -> health.down()
                        .withDetail("storeDownSince", outage.since())
                        .withDetail("storeFailure", outage.cause()));
        processor.ifAvailable(present -> add(health, present.status()));
        return health.build();
    }

    private static void add(Health.Builder health, ProcessorStatus status) {
        health.withDetail("processor", status.state()).withDetail("processorSince", status.since());
        if (!status.isActive()) {
            health.withDetail("processorReason", status.reason());
            if (status.by() == ProcessorStatus.Cause.PROCESSOR) {
                health.down();
            }
        }
    }
}
