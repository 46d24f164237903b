// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediation;

import dev.holdfast.expression.Surroundings;
import dev.holdfast.reading.Kind;
import dev.holdfast.reading.Neighbours;
import dev.holdfast.reading.Reading;
import dev.holdfast.settings.Problems;
import dev.holdfast.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The reading of an artifact that holds mediators. Not thread-safe.
public final class FlowReading extends Reading {

    private final Map<String, MediatorReader> mediators;

    /// @param problems where to report
    /// @param surroundings for placeholders
    /// @param mediators that can be read, by their elements
    public FlowReading(Problems problems, Surroundings surroundings, Map<String, MediatorReader> mediators) {
        this(problems, surroundings, mediators, Neighbours.none());
    }

    /// @param problems where to report
    /// @param surroundings for placeholders
    /// @param mediators that can be read, by their elements
    /// @param neighbours what can be looked up
    public FlowReading(
            Problems problems,
            Surroundings surroundings,
            Map<String, MediatorReader> mediators,
            Neighbours neighbours) {
        super(problems, surroundings, neighbours);
        this.mediators = mediators;
    }

    /// The elements inside as an unnamed sequence.
    public Sequence sequence(XmlElement parent) {
        return Sequence.anonymous(parent, mediators(parent), this);
    }

    /// An element that is nothing but a sequence.
    public Sequence inline(XmlElement element) {
        knows(element, "onError");
        return sequence(element);
    }

    /// The sequence that an attribute names, else the child of the same name; empty when there is neither.
    public Optional<SequenceSource> sequence(XmlElement element, String name) {
        Optional<String> key = reference(element, name, Kind.SEQUENCE);
        return key.isPresent()
                ? key.map(SequenceSource.Named::new)
                : element.child(name).map(child -> new SequenceSource.Inline(inline(child)));
    }

    /// The steps of an element: the sequence that an attribute names, or the mediators inside.
    public SequenceSource steps(XmlElement element, String attribute) {
        Optional<String> name = reference(element, attribute, Kind.SEQUENCE);
        if (name.isEmpty()) {
            return new SequenceSource.Inline(sequence(element));
        }
        if (!element.children().isEmpty()) {
            error(
                    element,
                    "<" + element.localName() + "> names the sequence '" + name.get()
                            + "' and holds mediators; only one of them can run");
        }
        return new SequenceSource.Named(name.get());
    }

    List<Mediator> mediators(XmlElement parent) {
        List<Mediator> read = new ArrayList<>();
        for (XmlElement child : parent.children()) {
            if (!child.localName().equals("description")) {
                mediator(child).ifPresent(read::add);
            }
        }
        return read;
    }

    private Optional<Mediator> mediator(XmlElement element) {
        MediatorReader reader = mediators.get(element.localName());
        if (reader == null || !element.isSynapse()) {
            error(
                    element,
                    Refusals.of(element)
                            .orElseGet(() -> Refusals.unknown(element)
                                    + (element.isSynapse()
                                            ? hint(element.localName(), mediators.keySet())
                                            : "; mediators are in the namespace " + XmlElement.SYNAPSE)));
            return Optional.empty();
        }
        return Optional.of(reader.read(element, this));
    }
}
