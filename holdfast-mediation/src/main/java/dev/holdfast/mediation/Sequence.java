// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediation;

import dev.holdfast.reading.Kind;
import dev.holdfast.reading.Syntax;
import dev.holdfast.xml.XmlElement;
import java.util.List;
import java.util.Optional;

/// Mediators that run one after the other.
///
/// @param name by which others refer to it; empty for one that stands inside something else
/// @param onError the name of the sequence that handles its faults
/// @param mediators in their order
public record Sequence(String name, Optional<String> onError, List<Mediator> mediators) implements Mediator {

    /// What a named sequence may hold.
    public static final Syntax SYNTAX = Syntax.of("sequence", "Mediators that run one after the other.")
            .required("name", "by which others refer to it; main and fault replace what is built in")
            .optional("onError", "", "the sequence that runs when one of its mediators fails")
            .holding(Syntax.Contents.MEDIATORS);

    private static final String ANONYMOUS = "org.apache.synapse.mediators.base.SequenceMediator";

    /// Copies the list.
    public Sequence {
        mediators = List.copyOf(mediators);
    }

    /// Reads a named sequence.
    public static Sequence read(XmlElement element, FlowReading reading) {
        reading.follows(element, SYNTAX);
        return new Sequence(reading.required(element, "name"), onError(element, reading), reading.mediators(element));
    }

    static Sequence anonymous(XmlElement element, List<Mediator> mediators, FlowReading reading) {
        return new Sequence("", onError(element, reading), mediators);
    }

    /// How logs call it.
    String displayName() {
        return name.isEmpty() ? ANONYMOUS : name;
    }

    /// Runs the mediators until one stops. While it runs, its faults go to its own handler.
    @Override
    public Flow mediate(Exchange exchange) {
        return run(exchange, exchange.place());
    }

    /// Runs the mediators, as [#mediate] does.
    ///
    /// @param outside where the flow goes back to afterwards, also in a copy that goes on from inside
    Flow run(Exchange exchange, Place outside) {
        onError.ifPresent(handler -> exchange.handleFaults(Optional.of(new SequenceSource.Named(handler))));
        Flow flow = exchange.continuations().run(mediators, outside, exchange);
        exchange.backTo(outside);
        return flow;
    }

    private static Optional<String> onError(XmlElement element, FlowReading reading) {
        return reading.reference(element, "onError", Kind.SEQUENCE);
    }
}
