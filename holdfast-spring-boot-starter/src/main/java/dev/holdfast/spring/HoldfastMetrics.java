// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.spring;

import dev.holdfast.ForwardingProcessor;
import dev.holdfast.Holdfast;
import dev.holdfast.endpoint.Circuit;
import dev.holdfast.ledger.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Locale;
import org.springframework.beans.factory.ObjectProvider;

/// What went into the store and what came out of it, since the books began.
///
/// | meter | |
/// |---|---|
/// | `holdfast.messages` | by `store` and `event`: appended, delivered, dead_lettered, ... |
/// | `holdfast.outstanding` | what went in and did not come out, by `store` |
/// | `holdfast.store.up` | 1 when the store can be used, as far as is known |
/// | `holdfast.processor.active` | 1 when the processor takes messages |
/// | `holdfast.endpoint.up` | 1 when the endpoint of the processor is up, as far as is known |
final class HoldfastMetrics implements MeterBinder {

    private static final String STORE = "store";
    private static final String PROCESSOR = "processor";

    private final Holdfast holdfast;
    private final String store;
    private final ObjectProvider<ForwardingProcessor> processor;

    HoldfastMetrics(Holdfast holdfast, String store, ObjectProvider<ForwardingProcessor> processor) {
        this.holdfast = holdfast;
        this.store = store;
        this.processor = processor;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (Counter counter : Counter.values()) {
            FunctionCounter.builder("holdfast.messages", holdfast, books -> count(books, counter))
                    .tag(STORE, store)
                    .tag("event", counter.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
        Gauge.builder("holdfast.outstanding", holdfast, books ->
                        (double) books.balance(store).outstanding())
                .tag(STORE, store)
                .register(registry);
        Gauge.builder(
                        "holdfast.store.up",
                        holdfast,
                        books -> books.outage(store).isEmpty() ? 1 : 0)
                .tag(STORE, store)
                .register(registry);
        processor.ifAvailable(present -> bind(present, registry));
    }

    private static void bind(ForwardingProcessor processor, MeterRegistry registry) {
        Gauge.builder(
                        "holdfast.processor.active",
                        processor,
                        present -> present.status().isActive() ? 1 : 0)
                .tag(PROCESSOR, processor.name())
                .register(registry);
        Gauge.builder(
                        "holdfast.endpoint.up",
                        processor,
                        present -> present.endpointState() instanceof Circuit.State.Up ? 1 : 0)
                .tag(PROCESSOR, processor.name())
                .register(registry);
    }

    private double count(Holdfast books, Counter counter) {
        return (double) books.balance(store).get(counter);
    }
}
