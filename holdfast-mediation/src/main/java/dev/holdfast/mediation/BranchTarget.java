// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediation;

import dev.holdfast.reading.Kind;
import dev.holdfast.reading.Syntax;
import dev.holdfast.xml.XmlElement;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;

/// `<target [to] [soapAction] [sequence] [endpoint]>`: where a copy of a message goes.
///
/// @param to what its To is set to
/// @param soapAction what its action is set to
/// @param sequence what it runs through; wins over the endpoint
/// @param endpoint where it is sent
public record BranchTarget(
        Optional<String> to,
        Optional<String> soapAction,
        Optional<SequenceSource> sequence,
        Optional<EndpointReference> endpoint)
        implements Mediator {

    /// What the element may hold.
    public static final Syntax SYNTAX = Syntax.of("target", "Where a copy of the message goes.")
            .optional("sequence", "", "name of the sequence that it runs through")
            .optional("endpoint", "", "name of the endpoint that it is sent to")
            .optional("to", "", "the address that it is sent to, if the target says no other")
            .optional("soapAction", "", "its action")
            .child("sequence", "mediators that it runs through; wins over all other targets")
            .child("endpoint", "the endpoint that it is sent to")
            .holding(Syntax.Contents.ANYTHING)
            .differs("A sequence that does not exist is an error at deployment. Upstream leaves the copy out.");

    private static final Logger LOGGER = System.getLogger(BranchTarget.class.getName());

    /// Reads a target. Elements that are neither a sequence nor an endpoint do nothing, as upstream has it; they
    /// are warned of.
    public static BranchTarget read(XmlElement element, FlowReading reading) {
        reading.follows(element, SYNTAX);
        element.children().stream()
                .filter(child -> !SYNTAX.childNames().contains(child.localName()))
                .forEach(child -> reading.problems()
                        .warning(
                                child.location(),
                                "<" + child.localName() + "> directly in a <target> does nothing; put it into a"
                                        + " <sequence>"));
        BranchTarget target = new BranchTarget(
                text(element, "to"),
                text(element, "soapAction"),
                sequence(element, reading),
                endpoint(element, reading));
        if (target.to.isEmpty() && target.sequence.isEmpty() && target.endpoint.isEmpty()) {
            reading.error(element, "a <target> needs one of sequence, endpoint and to");
        }
        return target;
    }

    /// Sends the copy on its way.
    @Override
    public Flow mediate(Exchange branch) {
        to.ifPresent(address -> branch.setAddressing("To", address));
        soapAction.ifPresent(action -> branch.setAddressing("Action", action));
        if (sequence.isPresent()) {
            if (sequence.get().find(branch.services().catalogue()).isPresent()) {
                return sequence.get().mediate(branch);
            }
            LOGGER.log(Level.WARNING, "Message " + branch.flowId() + ": there is no " + sequence.get());
            return Flow.CONTINUE;
        }
        FlowRunner.forward(
                branch, endpoint.orElseGet(EndpointReference::implicit).resolve(branch));
        return Flow.STOP;
    }

    private static Optional<SequenceSource> sequence(XmlElement element, FlowReading reading) {
        Optional<XmlElement> inline = element.child("sequence");
        if (inline.isPresent()) {
            return Optional.of(new SequenceSource.Inline(reading.inline(inline.get())));
        }
        return reading.reference(element, "sequence", Kind.SEQUENCE).map(SequenceSource.Named::new);
    }

    private static Optional<EndpointReference> endpoint(XmlElement element, FlowReading reading) {
        Optional<XmlElement> inline = element.child("endpoint");
        if (inline.isPresent()) {
            return Optional.of(EndpointReference.read(inline.get(), reading));
        }
        return reading.reference(element, "endpoint", Kind.ENDPOINT).map(EndpointReference::named);
    }

    private static Optional<String> text(XmlElement element, String attribute) {
        return element.attribute(attribute).filter(text -> !text.isBlank());
    }
}
