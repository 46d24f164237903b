// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.endpoints;

import dev.holdfast.expression.AttributeValue;
import java.util.Optional;

/// Where an endpoint sends.
public sealed interface Target {

    /// The address as it is written; empty when only a message knows it.
    default Optional<String> address() {
        return switch (this) {
            case Address(AddressTemplate uri) -> Optional.of(uri.text());
            case Http(UriTemplate uri, Optional<AttributeValue> method) -> Optional.of(uri.text());
            case Wsdl(String uri) -> Optional.of(uri);
            case Implicit() -> Optional.empty();
            case Member(String host, int httpPort, int httpsPort) ->
                Optional.of(httpPort > 0 ? "http://" + host + ":" + httpPort : "https://" + host + ":" + httpsPort);
        };
    }

    /// An address.
    ///
    /// @param uri `${p}` in it stands for the property p of the message, or for an expression
    record Address(AddressTemplate uri) implements Target {}

    /// An address by RFC 6570.
    ///
    /// @param uri filled from the message's properties
    /// @param method of HTTP; empty: that of the message
    record Http(UriTemplate uri, Optional<AttributeValue> method) implements Target {}

    /// The address that a WSDL gave at deployment.
    record Wsdl(String uri) implements Target {}

    /// The message's To.
    record Implicit() implements Target {}

    /// The path of the message's To at another host.
    ///
    /// @param httpPort 0 for none
    /// @param httpsPort 0 for none
    record Member(String host, int httpPort, int httpsPort) implements Target {}
}
