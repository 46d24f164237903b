// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.artifact;

import dev.holdfast.mediation.Services;
import dev.holdfast.processor.Processor;
import dev.holdfast.processor.ProcessorContext;
import dev.holdfast.settings.Parameter;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// A message processor, as its artifact describes it.
///
/// @param origin where that stands
/// @param identity its name and its store
/// @param target the store that it moves messages to, if it is that kind of processor
/// @param type what the management API calls its technology
/// @param outageBudget how long it bears an outage of its target
/// @param blueprint makes it
/// @param parameters as written
public record ProcessorDefinition(
        Origin origin,
        Processor.Identity identity,
        Optional<String> target,
        String type,
        OutageBudget outageBudget,
        Blueprint blueprint,
        Map<String, Parameter> parameters) {

    /// The settings of one processor, read.
    public interface Blueprint {

        /// The name of the endpoint that it sends all messages to, if it is that kind of processor.
        default Optional<String> endpoint() {
            return Optional.empty();
        }

        /// Makes the processor; it is not started.
        ///
        /// @param services what is deployed; asked for anew for each message, as artifacts change while it runs
        Processor create(ProcessorContext context, Supplier<Services> services);
    }

    /// Copies the parameters.
    public ProcessorDefinition {
        parameters = Map.copyOf(parameters);
    }

    /// The name of the endpoint that it sends all messages to, if it has one.
    Optional<String> endpoint() {
        return blueprint.endpoint();
    }

    /// Whether a processor of the other definition does the same.
    public boolean isSameAs(ProcessorDefinition other) {
        return identity.equals(other.identity)
                && type.equals(other.type)
                && origin.configuration().equals(other.origin.configuration())
                && Parameter.values(parameters).equals(Parameter.values(other.parameters));
    }

    /// By which others refer to it.
    public String name() {
        return identity.name();
    }

    /// The name of the store that it takes messages from.
    public String store() {
        return identity.store();
    }

    /// Makes the processor; it is not started.
    public Processor create(ProcessorContext context, Supplier<Services> services) {
        return blueprint.create(context, services);
    }
}
