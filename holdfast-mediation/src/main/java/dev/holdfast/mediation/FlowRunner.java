// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediation;

import dev.holdfast.content.UnreadableBodyException;
import dev.holdfast.endpoint.Endpoint;
import dev.holdfast.endpoints.ErrorCodes;
import dev.holdfast.expression.EvaluationException;
import dev.holdfast.expression.Scope;
import dev.holdfast.message.NoRoomException;
import dev.holdfast.message.PropertyValue;
import dev.holdfast.message.WorkRoom;
import dev.holdfast.resource.ResourceException;
import dev.holdfast.transport.Response;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Runs sequences, and the handlers of their faults.
public final class FlowRunner {

    private static final Logger LOGGER = System.getLogger(FlowRunner.class.getName());
    private static final String ERROR_CODE = "ERROR_CODE";
    private static final String ERROR_MESSAGE = "ERROR_MESSAGE";

    private FlowRunner() {}

    /// Runs the steps of a flow, and waits for all its branches. Faults go to the nearest handler, and from a
    /// handler that fails to the next; what none of the artifact's own handlers has handled stands in the
    /// progress afterwards. Nothing is thrown for what a mediator does.
    public static void run(Exchange exchange, Mediator steps) {
        if (WorkRoom.current().isPresent()) {
            runAll(exchange, steps);
            return;
        }
        WorkRoom.Account work = exchange.services().work().newAccount(Optional.of(WorkRoom.PATIENCE));
        exchange.branches().atEnd(work::close);
        work.run(() -> runAll(exchange, steps));
    }

    private static void runAll(Exchange exchange, Mediator steps) {
        try {
            runBranch(exchange, steps);
        } finally {
            awaitAll(exchange);
        }
    }

    /// What waits for the end of a flow must hear of it also after an error of the machine.
    private static void awaitAll(Exchange exchange) {
        try {
            exchange.branches().awaitAll(exchange.progress());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            exchange.progress()
                    .unhandled(new Fault(ErrorCodes.GENERIC, "the flow was interrupted", "", Fault.Kind.OTHER));
        }
    }

    /// Runs the steps of one branch, as [#run] does. A branch in which a back end was asked goes on where its
    /// parent would have.
    static void runBranch(Exchange exchange, Mediator steps) {
        runPart(exchange, current -> {
                    if (steps.mediate(current) == Flow.CONTINUE && current.isCalledOut()) {
                        current.continuations().runRest(current);
                    }
                    return Flow.STOP;
                })
                .ifPresent(exchange.progress()::unhandled);
    }

    /// Runs steps, and the handlers of their faults.
    ///
    /// @return the fault that none of the artifact's own handlers has handled
    static Optional<Fault> runPart(Exchange exchange, Mediator steps) {
        Mediator current = steps;
        boolean own = true;
        Optional<Fault> fault = Optional.empty();
        Set<FaultHandlers.Handler> tried = new HashSet<>();
        while (true) {
            try {
                current.mediate(exchange);
                return own ? handled(exchange, fault) : fault;
            } catch (RuntimeException e) {
                report(exchange, e);
                fault = Optional.of(Fault.of(e));
            }
            describe(exchange, fault.get());
            Optional<FaultHandlers.Watch> watch = exchange.faults().pop(tried);
            if (watch.isEmpty()) {
                return fault;
            }
            exchange.continuations().clear();
            exchange.progress().unsettle();
            exchange.backTo(watch.get().place());
            own = watch.get().handler().own();
            current = handlerSteps(exchange, watch.get().handler());
        }
    }

    /// Goes on with the answer of an endpoint: through the given sequence, else through the one that the proxy
    /// has for answers, else straight to the client.
    public static void respond(Exchange exchange, Response response, Optional<SequenceSource> receive) {
        exchange.receive(response);
        goBack(exchange, receive.isPresent() ? receive : exchange.responsePath());
    }

    /// Turns the current message round, as if it were an answer. One that is on its way back ends here.
    public static void loopBack(Exchange exchange) {
        if (!exchange.isResponse()) {
            exchange.markResponse();
            goBack(exchange, exchange.responsePath());
        }
    }

    /// What the flow had still to do on the way in is over.
    private static void goBack(Exchange exchange, Optional<SequenceSource> path) {
        exchange.backTo(new Place(1, 0, exchange.place().sequences()));
        exchange.continuations().clear();
        if (path.isEmpty()) {
            exchange.reply();
            return;
        }
        Sequence sequence = path.get()
                .find(exchange.services().catalogue())
                .orElseThrow(() -> new MediationException(
                        ErrorCodes.GENERIC, "the sequence for the answer does not exist: " + path.get()));
        exchange.enter(sequence.displayName());
        sequence.mediate(exchange);
    }

    /// Sends the current message to an endpoint and goes on with the answer, if one is waited for.
    public static void forward(Exchange exchange, Endpoint endpoint) {
        forward(exchange, endpoint, Optional.empty());
    }

    /// Sends the current message to an endpoint, and to each of a list a copy, and goes on with each answer that is
    /// waited for as [#respond] does.
    public static void forward(Exchange exchange, Endpoint endpoint, Optional<SequenceSource> receive) {
        if (!Recipients.fork(exchange, endpoint, (copy, recipient) -> {
            forward(copy, recipient, receive);
            return Flow.STOP;
        })) {
            Sending.send(exchange, endpoint).ifPresent(response -> respond(exchange, response, receive));
        }
    }

    /// A fault that a handler of the artifact took, and did nothing about, is a message dropped by its word.
    private static Optional<Fault> handled(Exchange exchange, Optional<Fault> fault) {
        if (fault.isPresent() && !exchange.progress().isSettled()) {
            exchange.services()
                    .notes()
                    .dropped(exchange.flowId(), exchange.faults().handledBy(), fault.get());
            exchange.progress().dropped();
        }
        return Optional.empty();
    }

    private static Mediator handlerSteps(Exchange exchange, FaultHandlers.Handler handler) {
        Optional<Sequence> sequence = handler.source().find(exchange.services().catalogue());
        String name = sequence.map(Sequence::displayName).orElse(BuiltIn.FAULT);
        Logger logger = System.getLogger(exchange.origin().logger());
        logger.log(
                Level.WARNING,
                "ERROR_CODE : " + shown(exchange, ERROR_CODE) + " ERROR_MESSAGE : " + shown(exchange, ERROR_MESSAGE));
        logger.log(Level.WARNING, "Executing fault sequence mediator : " + name);
        exchange.faults().handledBy(name);
        return sequence.<Mediator>map(found -> found).orElse(FlowRunner::builtInFault);
    }

    /// What the sequence `fault` does that comes with Synapse, without the message itself: that may be secret.
    private static Flow builtInFault(Exchange exchange) {
        System.getLogger("org.apache.synapse.mediators.builtin.LogMediator")
                .log(
                        Level.INFO,
                        exchange.origin().logPrefix() + "MESSAGE = Executing default \"fault\" sequence, ERROR_CODE = "
                                + shown(exchange, ERROR_CODE) + ", ERROR_MESSAGE = " + shown(exchange, ERROR_MESSAGE));
        return Flow.STOP;
    }

    private static String shown(Exchange exchange, String property) {
        return exchange.property(Scope.DEFAULT, property)
                .map(PropertyValue::asText)
                .orElse("");
    }

    /// Sets the properties that handlers look at. An error of a mediator itself does not hide what an artifact
    /// or an endpoint has set before.
    private static void describe(Exchange exchange, Fault fault) {
        if (fault.code() == ErrorCodes.GENERIC
                && exchange.property(Scope.DEFAULT, ERROR_CODE).isPresent()) {
            return;
        }
        exchange.set(Scope.DEFAULT, ERROR_CODE, PropertyValue.of(fault.code()));
        exchange.set(Scope.DEFAULT, ERROR_MESSAGE, PropertyValue.of(fault.message()));
        exchange.set(Scope.DEFAULT, "ERROR_DETAIL", PropertyValue.of(fault.detail()));
        exchange.set(Scope.DEFAULT, "ERROR_EXCEPTION", PropertyValue.of(fault.message()));
    }

    /// Says what happened to which message; with a stack trace only when nobody expected it.
    private static void report(Exchange exchange, RuntimeException e) {
        boolean expected = e instanceof MediationException
                || e instanceof UnreadableBodyException
                || e instanceof EvaluationException
                || e instanceof ResourceException
                || e instanceof NoRoomException
                || e instanceof IllegalArgumentException;
        String line = exchange.origin().logPrefix() + "Message " + exchange.flowId() + " failed: " + e.getMessage();
        if (expected) {
            LOGGER.log(Level.DEBUG, line);
        } else {
            LOGGER.log(Level.ERROR, line, e);
        }
    }
}
