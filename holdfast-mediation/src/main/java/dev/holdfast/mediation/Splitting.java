// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediation;

import dev.holdfast.expression.Scope;
import dev.holdfast.message.PropertyValue;
import dev.holdfast.message.WorkRoom;
import dev.holdfast.reading.Syntax;
import dev.holdfast.xml.XmlElement;
import java.util.List;

/// How the copies run that a message is split into.
///
/// @param id tells the properties of nested splits apart; empty for none
/// @param continueParent whether the sequence goes on with the message itself
/// @param sequential whether the copies run one after the other, on the thread of the message
public record Splitting(String id, boolean continueParent, boolean sequential) {

    private static final String STOP_ON_FAILURE = "STOP_TARGET_EXECUTION_ON_FAILURE";
    private static final String FAILED = "ERROR_ON_TARGET_EXECUTION";

    /// A copy, and where it goes.
    public record Part(Exchange exchange, Mediator target) {}

    /// The attributes that say how.
    public static Syntax attributes(Syntax syntax) {
        return syntax.optional("id", "", "part of the names of the properties messageSequence and aggregateCorelation")
                .optional("continueParent", "false", "whether the sequence goes on with the message itself")
                .optional("sequential", "false", "whether the copies run one after the other");
    }

    /// Reads them.
    public static Splitting read(XmlElement element, FlowReading reading) {
        return new Splitting(
                element.attribute("id").orElse(""),
                reading.flag(element, "continueParent", false),
                reading.flag(element, "sequential", false));
    }

    /// Runs the copies. When it returns, those that run one after the other have ended; the others may be under
    /// way, and the client waits for them.
    public Flow run(Exchange parent, List<Part> parts) {
        String correlation =
                parent.addressing("MessageID").orElseGet(() -> parent.flowId().urn());
        Split split = new Split(id, correlation);
        for (int i = 0; i < parts.size(); i++) {
            Exchange part = parts.get(i).exchange();
            part.progress().partOf(split);
            part.set(
                    Scope.DEFAULT,
                    Sequencing.property(Sequencing.SEQUENCE, id),
                    PropertyValue.of(i + "/" + parts.size()));
            part.set(Scope.DEFAULT, Sequencing.property(Sequencing.CORRELATION, id), PropertyValue.of(correlation));
        }
        if (sequential) {
            runInTurn(parent, parts);
        } else {
            parts.forEach(part -> parent.branches().start(part.exchange(), part.target()));
        }
        return continueParent ? Flow.CONTINUE : Flow.STOP;
    }

    private static void runInTurn(Exchange parent, List<Part> parts) {
        for (Part part : parts) {
            Exchange branch = part.exchange();
            WorkRoom.part(() -> FlowRunner.runBranch(branch, part.target()), branch.progress()::isReplied);
            if (part.exchange().hasFailed()
                    || part.exchange().progress().failure().isPresent()) {
                parent.set(Scope.DEFAULT, FAILED, PropertyValue.of("true"));
                if (parent.isTrue(Scope.DEFAULT, STOP_ON_FAILURE)) {
                    return;
                }
            }
        }
    }
}
