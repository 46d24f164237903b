// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.deployment;

import dev.holdfast.artifact.ProcessorDefinition;
import dev.holdfast.management.ProcessorView;
import dev.holdfast.management.StoreView.Kind;
import dev.holdfast.management.StoreView.Origin;
import dev.holdfast.mediation.Services;
import dev.holdfast.processor.ProcessorContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;

/// The message processors of a node. One change at a time; looking at them is thread-safe.
///
/// A processor whose artifact or store changes is stopped and made anew; whether it is active is not changed by that:
/// one that an operator has switched off stays off.
final class Processors {

    private final ProcessorContext context;
    private final Supplier<Services> services;
    private final Map<String, Made> made = new ConcurrentSkipListMap<>();

    private record Made(ProcessorDefinition definition, ProcessorView view) {}

    /// @param services what is deployed at the moment
    Processors(ProcessorContext context, Supplier<Services> services) {
        this.context = context;
        this.services = services;
    }

    /// All of them, by name.
    List<ProcessorView> views() {
        return made.values().stream().map(Made::view).toList();
    }

    /// Makes those that are not there yet.
    ///
    /// @return those, not started
    List<ProcessorView> make(List<ProcessorDefinition> definitions) {
        List<ProcessorView> fresh = new ArrayList<>();
        for (ProcessorDefinition definition : definitions) {
            if (!made.containsKey(definition.name())) {
                ProcessorView view = view(definition);
                made.put(definition.name(), new Made(definition, view));
                fresh.add(view);
            }
        }
        return fresh;
    }

    /// Stops those that are gone, have changed, or work with one of the stores, and forgets them.
    ///
    /// When this returns, none of them touches a message any more.
    ///
    /// @param within how long to wait for messages in flight
    void stopAffected(List<ProcessorDefinition> definitions, Set<String> stores, Duration within) {
        for (Made processor : List.copyOf(made.values())) {
            Optional<ProcessorDefinition> next = definitions.stream()
                    .filter(definition -> definition.name().equals(processor.definition.name()))
                    .findFirst();
            boolean stays = next.filter(processor.definition::isSameAs).isPresent()
                    && !stores.contains(processor.definition.store())
                    && processor.definition.target().filter(stores::contains).isEmpty();
            if (!stays) {
                processor.view.processor().stop(within);
                made.remove(processor.definition.name());
            }
        }
    }

    private ProcessorView view(ProcessorDefinition definition) {
        Origin origin = new Origin(
                definition.origin().location().file(),
                Masking.xml(definition.origin().configuration()),
                Kind.DEPLOYED);
        return new ProcessorView(
                definition.type(),
                origin,
                Masking.texts(definition.parameters()),
                definition.create(context, services));
    }
}
