// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.endpoints;

import dev.holdfast.content.Body;
import dev.holdfast.content.Format;
import dev.holdfast.endpoint.EndpointException;
import dev.holdfast.endpoint.Outbound;
import dev.holdfast.expression.AttributeValue;
import dev.holdfast.expression.KnownProperty;
import dev.holdfast.expression.Scope;
import dev.holdfast.expression.View;
import dev.holdfast.message.Content;
import dev.holdfast.message.Headers;
import dev.holdfast.message.Message;
import dev.holdfast.message.PropertyName;
import dev.holdfast.message.PropertyValue;
import dev.holdfast.transport.Request;
import java.net.URI;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Optional;

/// Makes the request that a message becomes at an endpoint. Thread-safe.
final class OutgoingRequest {

    private static final String CHARSET = "CHARACTER_SET_ENCODING";

    private final EndpointDefinition.Leaf endpoint;
    private final EndpointSettings settings;

    OutgoingRequest(EndpointDefinition.Leaf endpoint, EndpointSettings settings) {
        this.endpoint = endpoint;
        this.settings = settings;
    }

    /// @throws EndpointException when none can be made of it
    /// @throws dev.holdfast.content.UnreadableBodyException when its body cannot be written so
    /// @throws IllegalArgumentException when a header field cannot have its value
    Request of(Outbound outbound, MessageView view) {
        Message message = outbound.message();
        String action = action(message);
        OutgoingBody outgoing = new OutgoingBody(endpoint.wire().format(), name -> ofBody(message, name));
        Format sent = outgoing.format(view.body());
        String method = method(message, view, sent);
        URI target = target(view, sent);
        Content content = isBodyless(method, message)
                ? Content.empty()
                : outgoing.content(addressed(view, sent, action, target), action);
        return new Request(
                method,
                target,
                headers(outbound, sent, action, content.hasSameBytes(message.content())),
                content,
                endpoint.quality().timeout(view, settings.globalTimeout()));
    }

    private URI target(MessageView view, Format sent) {
        String address = switch (endpoint.target()) {
            case Target.Address(AddressTemplate uri) -> withPostfix(uri.fill(view), view, sent);
            case Target.Wsdl(String uri) -> withPostfix(uri, view, sent);
            case Target.Implicit() -> withPostfix(view.addressing("To").orElse(""), view, sent);
            case Target.Http(UriTemplate uri, Optional<AttributeValue> method) ->
                uri.expand(
                        name -> view.property(Scope.DEFAULT, name).map(PropertyValue::asText), text -> text.fill(view));
            case Target.Member member -> Addresses.ofMember(member, view);
        };
        String whole = endpoint.wire().format() == MessageFormat.GET
                ? Addresses.joined(address, "?" + view.body().query())
                : address;
        return EndpointDefinition.httpUri(whole)
                .orElseThrow(() -> new EndpointException(
                        "endpoint " + endpoint.name() + ": '" + whole + "' is not an absolute URI of http or https"));
    }

    private static String withPostfix(String address, MessageView view, Format sent) {
        String postfix = sent.isSoap()
                ? ""
                : axis2(view.message(), KnownProperty.REST_URL_POSTFIX.key())
                        .map(PropertyValue::asText)
                        .orElse("");
        return Addresses.joined(address, postfix);
    }

    private String method(Message message, View view, Format sent) {
        return switch (endpoint.target()) {
            case Target.Http(UriTemplate uri, Optional<AttributeValue> method) ->
                method.map(value -> value.of(view).strip())
                        .filter(text -> !text.isEmpty())
                        .or(() -> view.property(Scope.AXIS2, "HTTP_METHOD").map(PropertyValue::asText))
                        .orElse("POST")
                        .toUpperCase(Locale.ROOT);
            case Target.Address _, Target.Wsdl _, Target.Implicit _, Target.Member _ -> ofFormat(message, sent);
        };
    }

    private String ofFormat(Message message, Format sent) {
        return switch (endpoint.wire().format()) {
            case GET -> "GET";
            case POX -> "POST";
            case AS_IS, SOAP11, SOAP12, REST ->
                sent.isSoap()
                        ? "POST"
                        : axis2(message, KnownProperty.HTTP_METHOD.key())
                                .map(PropertyValue::asText)
                                .orElse("POST");
        };
    }

    private boolean isBodyless(String method, Message message) {
        return switch (method) {
            case "GET" -> isRest() || endpoint.wire().format() == MessageFormat.GET;
            case "HEAD", "DELETE", "OPTIONS" -> isRest();
            case "POST", "PUT", "PATCH" ->
                axis2(message, KnownProperty.FORCE_POST_PUT_NOBODY.key())
                        .filter(PropertyValue::isTrue)
                        .isPresent();
            default -> false;
        };
    }

    private boolean isRest() {
        return endpoint.wire().format() == MessageFormat.REST;
    }

    /// What is said about the body; the endpoint's character set comes before that of the message.
    private Optional<PropertyValue> ofBody(Message message, String name) {
        Optional<Charset> charset = name.equals(CHARSET) ? endpoint.wire().encoding() : Optional.empty();
        return charset.map(Charset::name).map(PropertyValue::of).or(() -> axis2(message, name));
    }

    /// With the headers of WS-Addressing, where they are wanted and there is a place for them.
    private Body addressed(MessageView view, Format sent, String action, URI target) {
        Optional<Addressing> addressing = endpoint.wire().addressing();
        if (addressing.isEmpty() || !sent.isSoap()) {
            return view.body();
        }
        return Body.of(addressing.get().on(view.body().envelope(), view.message(), target.toString(), action));
    }

    private Headers headers(Outbound outbound, Format sent, String action, boolean untouched) {
        EndpointSettings.IdHeaders ids = settings.ids();
        Headers headers = OutgoingHeaders.ofRequest(outbound.message().headers(), settings);
        if (!untouched) {
            headers = headers.without("Content-Encoding");
        }
        if (sent == Format.SOAP11) {
            headers = headers.with(SoapAction.HEADER, SoapAction.quoted(action));
        }
        Optional<String> host = axis2(outbound.message(), KnownProperty.REQUEST_HOST_HEADER.key())
                .map(PropertyValue::asText)
                .filter(text -> !text.isBlank());
        if (host.isPresent()) {
            headers = headers.with("Host", host.get().strip());
        }
        return headers.with(ids.append(), outbound.id().toString())
                .with(ids.attempt(), Integer.toString(outbound.attempt()));
    }

    private static String action(Message message) {
        return message.properties()
                .get(PropertyName.addressing("Action"))
                .map(PropertyValue::asText)
                .or(() -> SoapAction.of(message))
                .orElse("");
    }

    private static Optional<PropertyValue> axis2(Message message, String name) {
        return message.properties().get(PropertyName.axis2(name));
    }
}
