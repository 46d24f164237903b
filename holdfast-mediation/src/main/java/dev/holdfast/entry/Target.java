// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.entry;

import dev.holdfast.endpoints.ErrorCodes;
import dev.holdfast.mediation.EndpointReference;
import dev.holdfast.mediation.Exchange;
import dev.holdfast.mediation.Flow;
import dev.holdfast.mediation.FlowReading;
import dev.holdfast.mediation.FlowRunner;
import dev.holdfast.mediation.MediationException;
import dev.holdfast.mediation.Mediator;
import dev.holdfast.mediation.Sequence;
import dev.holdfast.mediation.SequenceSource;
import dev.holdfast.reading.Kind;
import dev.holdfast.reading.Syntax;
import dev.holdfast.xml.XmlElement;
import java.util.List;
import java.util.Optional;

/// What a proxy or a resource of an API does with the messages that it takes.
///
/// @param in for requests
/// @param out for replies to what `send` sends
/// @param fault for faults
/// @param endpoint where a request goes that comes through the in-sequence
public record Target(
        Optional<SequenceSource> in,
        Optional<SequenceSource> out,
        Optional<SequenceSource> fault,
        Optional<EndpointReference> endpoint)
        implements Mediator {

    static final Syntax SYNTAX = sequences(Syntax.of("target", "What a proxy does with the messages that it takes."))
            .optional("endpoint", "", "the name of an endpoint for requests that come through the in-sequence")
            .child("endpoint", "the same, inline");

    /// One that does nothing.
    static Target nothing() {
        return new Target(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// What each element says that has the three sequences.
    static Syntax sequences(Syntax syntax) {
        return syntax.optional("inSequence", "", "the name of the sequence for requests; wins over the child")
                .optional("outSequence", "", "the name of the sequence for replies to what send sends")
                .optional("faultSequence", "the sequence fault", "the name of the sequence for failures")
                .child("inSequence", "for requests, inline")
                .child("outSequence", "for replies to what send sends, inline")
                .child("faultSequence", "for failures, inline; an empty one, as tools write it, is none");
    }

    /// Reads the sequences of an element.
    static Target read(XmlElement element, FlowReading reading) {
        return new Target(
                reading.sequence(element, "inSequence"),
                reading.sequence(element, "outSequence"),
                reading.sequence(element, "faultSequence").filter(Target::doesSomething),
                Optional.empty());
    }

    /// Reads a `target`.
    static Target readWithEndpoint(XmlElement element, FlowReading reading) {
        reading.follows(element, SYNTAX);
        Target read = read(element, reading);
        return new Target(read.in, read.out, read.fault, endpoint(element, reading));
    }

    /// Makes a flow its own: answers go through its out-sequence, and faults to its fault sequence.
    void take(Exchange exchange) {
        exchange.responsePath(out);
        exchange.handleFaults(fault);
    }

    @Override
    public Flow mediate(Exchange exchange) {
        return new Sequence("", Optional.empty(), List.of(this::goIn, this::sendOn)).mediate(exchange);
    }

    private Flow goIn(Exchange exchange) {
        if (in.isPresent()) {
            Sequence sequence = in.get()
                    .find(exchange.services().catalogue())
                    .orElseThrow(() -> new MediationException(ErrorCodes.GENERIC, "the in-sequence does not exist"));
            return sequence.mediate(exchange);
        }
        return Flow.CONTINUE;
    }

    private Flow sendOn(Exchange exchange) {
        if (endpoint.isPresent() && !exchange.isCalledOut()) {
            FlowRunner.forward(exchange, endpoint.get().resolve(exchange));
        }
        return Flow.STOP;
    }

    /// Tools write an empty `faultSequence` into whatever they make. To take it for a handler would be to answer 202
    /// for a message that failed.
    private static boolean doesSomething(SequenceSource faults) {
        return !(faults instanceof SequenceSource.Inline(Sequence sequence)
                && sequence.mediators().isEmpty());
    }

    private static Optional<EndpointReference> endpoint(XmlElement target, FlowReading reading) {
        Optional<String> key = reading.reference(target, "endpoint", Kind.ENDPOINT);
        if (key.isPresent()) {
            return Optional.of(EndpointReference.named(key.get()));
        }
        return target.child("endpoint").map(child -> EndpointReference.read(child, reading));
    }
}
