// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import dev.holdfast.endpoints.ErrorCodes;
import dev.holdfast.expression.AttributeValue;
import dev.holdfast.expression.Scope;
import dev.holdfast.mediation.Exchange;
import dev.holdfast.mediation.Fault;
import dev.holdfast.mediation.Flow;
import dev.holdfast.mediation.FlowReading;
import dev.holdfast.mediation.MediationException;
import dev.holdfast.mediation.Mediator;
import dev.holdfast.mediation.MediatorReader;
import dev.holdfast.mediation.SequenceSource;
import dev.holdfast.message.AppendId;
import dev.holdfast.message.PropertyValue;
import dev.holdfast.reading.Kind;
import dev.holdfast.reading.Syntax;
import dev.holdfast.routing.UnknownStoreException;
import dev.holdfast.store.StoreException;
import dev.holdfast.store.StoreException.Category;
import dev.holdfast.xml.XmlElement;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;

/// `<store messageStore="name|{expr}" [sequence="name"]/>`: puts the current message into a store. The flow
/// goes on when the message is durable there, or in what stands in for the store.
///
/// @param store its name
/// @param before the sequence that runs on the message before
record StoreMediator(AttributeValue store, Optional<String> before) implements Mediator {

    private static final Syntax SYNTAX = Syntax.of(
                    "store",
                    "Puts the message into a message store. When"
                            + " the flow goes on, the message is on stable storage there, or in the store's"
                            + " failover store.")
            .required("messageStore", "name or {expression}")
            .optional("sequence", "", "runs before the message is stored")
            .differs("The stored message keeps its very bytes, repeated header fields, and properties"
                    + " with their types.")
            .differs("A message that cannot be stored is answered 503, also after FORCE_SC_ACCEPTED,"
                    + " unless a fault sequence stores it elsewhere or answers.");

    static final MediatorReader READER = new ElementReader(SYNTAX, StoreMediator::read);

    private static final Logger LOGGER = System.getLogger(StoreMediator.class.getName());
    private static final int SERVER_ERROR = 500;

    static Mediator read(XmlElement element, FlowReading reading) {
        AttributeValue store = reading.value(element, reading.required(element, "messageStore"));
        reading.refersTo(Kind.MESSAGE_STORE, store, element);
        return new StoreMediator(store, reading.reference(element, "sequence", Kind.SEQUENCE));
    }

    @Override
    public Flow mediate(Exchange exchange) {
        if (before.flatMap(exchange.services().catalogue()::sequence).isPresent()) {
            new SequenceSource.Named(before.get()).mediate(exchange);
        }
        String name = store.of(exchange);
        try {
            AppendId id = exchange.services().router().append(name, exchange.toMessage());
            exchange.progress().stored();
            LOGGER.log(Level.DEBUG, () -> "Message " + id + " is in store [" + name + "]");
        } catch (StoreException e) {
            throw failed(exchange, name, e.category() == Category.REJECTED ? Fault.Kind.OTHER : Fault.Kind.STORE, e);
        } catch (UnknownStoreException e) {
            exchange.progress().storeFailed();
            throw new MediationException(ErrorCodes.GENERIC, String.valueOf(e.getMessage()), Fault.Kind.OTHER, e);
        }
        return Flow.CONTINUE;
    }

    private static MediationException failed(Exchange exchange, String name, Fault.Kind kind, StoreException cause) {
        String message = "Failed to store message ["
                + exchange.addressing("MessageID").orElse("") + "] in store [" + name + "].";
        exchange.progress().storeFailed();
        exchange.set(Scope.AXIS2, "HTTP_SC", PropertyValue.of(SERVER_ERROR));
        exchange.set(Scope.AXIS2, "response_reason", PropertyValue.of(message));
        LOGGER.log(Level.WARNING, message + " " + cause.category() + ": " + cause.getMessage());
        return new MediationException(ErrorCodes.GENERIC, message, kind, cause);
    }
}
