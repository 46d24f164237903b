// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediation;

import dev.holdfast.endpoint.Endpoint;
import dev.holdfast.endpoints.EndpointDefinition;
import dev.holdfast.endpoints.ErrorCodes;
import dev.holdfast.expression.AttributeValue;
import dev.holdfast.expression.Expression;
import dev.holdfast.reading.Kind;
import dev.holdfast.reading.Reading;
import dev.holdfast.xml.XmlElement;
import java.util.Optional;

/// The endpoint of a mediator or a proxy: named, or defined on the spot.
public sealed interface EndpointReference {

    /// The endpoint for the current message.
    ///
    /// @throws MediationException when there is none of that name
    Endpoint resolve(Exchange exchange);

    /// Defined on the spot.
    record Inline(EndpointDefinition.Leaf definition) implements EndpointReference {
        @Override
        public Endpoint resolve(Exchange exchange) {
            return exchange.services().catalogue().endpoint(definition);
        }
    }

    /// Looked up anew for each message.
    record Named(AttributeValue key) implements EndpointReference {
        @Override
        public Endpoint resolve(Exchange exchange) {
            String name = key.of(exchange);
            return exchange.services()
                    .catalogue()
                    .endpoint(name)
                    .orElseThrow(() -> new MediationException(
                            ErrorCodes.NO_ENDPOINT, "there is no endpoint named '" + name + "'"));
        }
    }

    /// An endpoint whose name is known.
    static EndpointReference named(String name) {
        return new Named(new AttributeValue.Literal(name));
    }

    /// The address in the message itself: its To.
    static EndpointReference implicit() {
        return new Inline(EndpointDefinition.Leaf.implicit());
    }

    /// Reads an `endpoint` element inside a mediator or a proxy.
    static EndpointReference read(XmlElement element, Reading reading) {
        Optional<String> key = element.attribute("key").filter(text -> !text.isBlank());
        if (key.isPresent()) {
            AttributeValue value = reading.value(element, key.get());
            reading.refersTo(Kind.ENDPOINT, value, element);
            return new Named(value);
        }
        if (element.attribute("key-expression").isPresent()) {
            Optional<Expression> expression = reading.expression(element, "key-expression");
            return expression
                    .<EndpointReference>map(found -> new Named(new AttributeValue.Dynamic(found)))
                    .orElseGet(EndpointReference::implicit);
        }
        return EndpointDefinition.readLeaf(element, reading)
                .<EndpointReference>map(Inline::new)
                .orElseGet(EndpointReference::implicit);
    }
}
