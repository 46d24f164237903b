// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediation;

import dev.holdfast.expression.Scope;
import dev.holdfast.message.PropertyValue;
import dev.holdfast.transport.InboundRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// What is known about a request beside its message. It is looked up when asked for, and a store does not keep
/// it.
///
/// @param request as it came
/// @param proxy that was called; empty for none
/// @param soap11 whether it is SOAP 1.1
/// @param soap whether it is SOAP at all
record RequestFacts(InboundRequest request, String proxy, boolean soap11, boolean soap) {

    /// Sets what a flow begins with.
    ///
    /// @param postfix what of the target stands behind the path of what takes the request
    void introduce(Exchange exchange, String postfix) {
        exchange.setAddressing("To", request.path());
        if (!soap) {
            exchange.set(Scope.AXIS2, "HTTP_METHOD", PropertyValue.of(request.method()));
        }
        if (!postfix.isEmpty()) {
            exchange.set(Scope.AXIS2, "REST_URL_POSTFIX", PropertyValue.of(postfix));
        }
    }

    Optional<PropertyValue> property(Scope scope, String name) {
        return switch (scope) {
            case DEFAULT -> ofDefault(name);
            case AXIS2 -> ofTransport(name);
            default -> Optional.empty();
        };
    }

    /// The decoded parameter of the query.
    Optional<String> queryParameter(String name) {
        for (String pair : request.query().split("&", -1)) {
            int equals = pair.indexOf('=');
            String key = equals < 0 ? pair : pair.substring(0, equals);
            if (decoded(key).equals(name)) {
                return Optional.of(equals < 0 ? "" : decoded(pair.substring(equals + 1)));
            }
        }
        return Optional.empty();
    }

    private Optional<PropertyValue> ofDefault(String name) {
        return switch (name) {
            case "TRANSPORT_IN_NAME" -> text(request.peer().scheme());
            case "proxy.name" -> proxy.isEmpty() ? Optional.empty() : text(proxy);
            case "IsClientDoingREST" -> Optional.of(PropertyValue.of(!soap));
            case "IsClientDoingSOAP11" -> Optional.of(PropertyValue.of(soap11));
            case "SERVER_IP" -> text(request.peer().localAddress());
            default -> Optional.empty();
        };
    }

    private Optional<PropertyValue> ofTransport(String name) {
        return switch (name) {
            case "HTTP_METHOD" -> text(request.method());
            case "REMOTE_ADDR", "REMOTE_HOST" -> text(request.peer().remoteAddress());
            case "TransportInURL" ->
                text(request.query().isEmpty() ? request.path() : request.path() + "?" + request.query());
            default -> Optional.empty();
        };
    }

    private static Optional<PropertyValue> text(String value) {
        return Optional.of(PropertyValue.of(value));
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
