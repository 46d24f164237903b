// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediation;

import dev.holdfast.endpoint.Endpoint;
import dev.holdfast.endpoints.EndpointDefinition;
import dev.holdfast.endpoints.ErrorCodes;
import dev.holdfast.expression.AttributeValue;
import dev.holdfast.reading.Reading;
import dev.holdfast.xml.XmlElement;

/// The endpoint of a mediator or a proxy: named, or defined on the spot.
public sealed interface EndpointReference {

    /// The endpoint for the current message.
    ///
    /// @throws MediationException when there is none of that name
    Endpoint resolve(Exchange exchange);

    /// Defined on the spot.
    record Inline(EndpointDefinition definition) implements EndpointReference {
        @Override
        public Endpoint resolve(Exchange exchange) {
            return new BoundEndpoint(exchange.services().catalogue().endpoint(definition), exchange);
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
                    .<Endpoint>map(found -> new BoundEndpoint(found, exchange))
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
        return EndpointDefinition.readInline(element, reading)
                .map(EndpointReference::of)
                .orElseGet(EndpointReference::implicit);
    }

    /// A mere reference fails with its own words when it names nothing.
    private static EndpointReference of(EndpointDefinition definition) {
        return definition instanceof EndpointDefinition.Alias alias && alias.isPlain()
                ? new Named(alias.key())
                : new Inline(definition);
    }
}
