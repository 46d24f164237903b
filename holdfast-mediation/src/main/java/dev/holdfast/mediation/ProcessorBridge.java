// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediation;

import dev.holdfast.content.UnreadableBodyException;
import dev.holdfast.expression.EvaluationException;
import dev.holdfast.expression.Expression;
import dev.holdfast.expression.Scope;
import dev.holdfast.message.PropertyName;
import dev.holdfast.message.PropertyValue;
import dev.holdfast.message.StoredMessage;
import dev.holdfast.processor.OrderingKey;
import dev.holdfast.processor.ProcessorHandlers;
import dev.holdfast.processor.Samples;
import dev.holdfast.processor.Targets;
import dev.holdfast.resource.ResourceException;
import dev.holdfast.transport.Response;
import dev.holdfast.transport.TransportResult.Failure;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.function.Supplier;

/// What a message processor takes from mediation: endpoints, sequences and keys. Thread-safe.
public final class ProcessorBridge {

    private static final Logger LOGGER = System.getLogger(ProcessorBridge.class.getName());
    private static final String TARGET_ENDPOINT = "target.endpoint";

    private final Supplier<Services> services;

    /// The sequences of a processor, by name.
    ///
    /// @param reply for answers
    /// @param fault for failed attempts
    /// @param deactivate for when it has given up
    public record Sequences(Optional<String> reply, Optional<String> fault, Optional<String> deactivate) {}

    /// @param services what is deployed, asked for anew for each message
    public ProcessorBridge(Supplier<Services> services) {
        this.services = services;
    }

    /// Where a processor sends: to the endpoint of that name, else to the one that the message names in its
    /// property `target.endpoint`.
    public Targets targets(Optional<String> endpoint) {
        return message -> endpoint.or(() -> message.message().properties().text(TARGET_ENDPOINT))
                .flatMap(services.get().catalogue()::endpoint);
    }

    /// What a processor does when something has happened.
    public ProcessorHandlers handlers(Sequences sequences) {
        return new Handlers(services, sequences);
    }

    /// What a sampling processor does with each message: it hands it to that sequence.
    public Samples samples(String sequence) {
        return new SequenceSamples(services, sequence);
    }

    /// A key that an expression finds in the message; empty where it finds none.
    public OrderingKey key(Expression expression) {
        return message -> keyOf(expression, message);
    }

    private String keyOf(Expression expression, StoredMessage message) {
        try {
            return expression.evaluate(Exchange.of(services.get(), message)).asText();
        } catch (UnreadableBodyException | EvaluationException | ResourceException e) {
            LOGGER.log(Level.WARNING, "Message " + message.id() + " has no ordering key: " + e.getMessage());
            return "";
        }
    }

    private record Handlers(Supplier<Services> services, Sequences sequences) implements ProcessorHandlers {

        @Override
        public void replied(StoredMessage message, Response response) {
            if (sequences.reply.isPresent()) {
                Exchange exchange = Exchange.of(services.get(), message);
                exchange.receive(response);
                run(exchange, sequences.reply.get());
            } else if (!response.content().isEmpty()
                    && !message.message().properties().isTrue(PropertyName.of("OUT_ONLY"))) {
                LOGGER.log(
                        Level.WARNING,
                        "Message " + message.id() + " was answered, and the processor has no sequence for answers");
            }
        }

        /// Who has a sequence for answers waits for one, and hears that there is none; the sequence works with the
        /// message, as after a failed attempt without an answer.
        @Override
        public void answerLost(StoredMessage message, Response response, Failure lost) {
            if (sequences.reply.isPresent() && sequences.fault.isPresent()) {
                Exchange exchange = Exchange.of(services.get(), message);
                exchange.set(Scope.DEFAULT, "ERROR_CODE", PropertyValue.of(lost.code()));
                exchange.set(Scope.DEFAULT, "ERROR_MESSAGE", PropertyValue.of(lost.message()));
                run(exchange, sequences.fault.get());
            }
        }

        @Override
        public void failed(StoredMessage message, String reason, Optional<Response> response) {
            sequences.fault.ifPresent(name -> {
                Exchange exchange = Exchange.of(services.get(), message);
                response.ifPresent(exchange::receive);
                exchange.set(Scope.DEFAULT, "ERROR_MESSAGE", PropertyValue.of(reason));
                run(exchange, name);
            });
        }

        @Override
        public void deactivated(StoredMessage message, String reason) {
            sequences.deactivate.ifPresent(name -> {
                Exchange exchange = Exchange.of(services.get(), message);
                exchange.set(Scope.DEFAULT, "ERROR_MESSAGE", PropertyValue.of(reason));
                run(exchange, name);
            });
        }

        private void run(Exchange exchange, String name) {
            Optional<Sequence> sequence = exchange.services().catalogue().sequence(name);
            if (sequence.isEmpty()) {
                LOGGER.log(
                        Level.WARNING, "Message " + exchange.flowId() + ": there is no sequence named '" + name + "'");
                return;
            }
            exchange.handleFaults(Optional.empty());
            FlowRunner.run(exchange, sequence.get());
        }
    }

    private record SequenceSamples(Supplier<Services> services, String sequence) implements Samples {

        @Override
        public String name() {
            return "sequence " + sequence;
        }

        @Override
        public Result process(StoredMessage message) {
            Exchange exchange = Exchange.of(services.get(), message);
            Optional<Sequence> found = exchange.services().catalogue().sequence(sequence);
            if (found.isEmpty()) {
                return new Result.Failed("there is no sequence named '" + sequence + "'");
            }
            exchange.handleFaults(Optional.empty());
            FlowRunner.run(exchange, found.get());
            return switch (ReplyDecision.decide(exchange.progress().ending())) {
                case ReplyDecision.Explicit _, ReplyDecision.Accepted _ -> new Result.Ended();
                case ReplyDecision.Refused(Fault.Kind _, String reason) -> new Result.Failed(reason);
            };
        }
    }
}
