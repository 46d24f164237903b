// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.endpoints;

import dev.holdfast.content.Body;
import dev.holdfast.content.Format;
import dev.holdfast.content.UnreadableBodyException;
import dev.holdfast.endpoint.EndpointException;
import dev.holdfast.endpoint.Outbound;
import dev.holdfast.message.Content;
import dev.holdfast.message.Headers;
import dev.holdfast.message.Message;
import dev.holdfast.message.PropertyName;
import dev.holdfast.message.PropertyValue;
import dev.holdfast.transport.Request;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Makes the request that a message becomes at an endpoint.
final class OutgoingRequest {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]+)}");

    private final EndpointDefinition.Leaf endpoint;
    private final EndpointSettings settings;

    OutgoingRequest(EndpointDefinition.Leaf endpoint, EndpointSettings settings) {
        this.endpoint = endpoint;
        this.settings = settings;
    }

    /// @throws EndpointException when none can be made of it
    Request of(Outbound outbound) {
        Message message = outbound.message();
        Body body = Body.received(message.content(), message.headers().contains(SoapAction.HEADER));
        String action = action(message);
        Function<String, Optional<PropertyValue>> axis2 = name -> axis2(message, name);
        try {
            Format sent = OutgoingBody.format(body, endpoint.format(), axis2);
            String method = method(message, sent);
            Content content = isBodyless(method, message)
                    ? Content.empty()
                    : OutgoingBody.of(body, endpoint.format(), action, axis2);
            boolean untouched = content.buffer().equals(message.content().buffer());
            return new Request(
                    method,
                    target(message, sent),
                    headers(outbound, sent, action, untouched),
                    content,
                    endpoint.quality().timeout().orElse(settings.globalTimeout()));
        } catch (UnreadableBodyException | IllegalArgumentException e) {
            throw new EndpointException("endpoint " + endpoint.name() + ": " + e.getMessage(), e);
        }
    }

    private URI target(Message message, Format sent) {
        String text = endpoint.uri()
                .map(uri -> filled(uri, message))
                .or(() ->
                        message.properties().get(PropertyName.addressing("To")).map(PropertyValue::asText))
                .orElse("");
        String postfix = sent.isSoap()
                ? ""
                : axis2(message, "REST_URL_POSTFIX").map(PropertyValue::asText).orElse("");
        return EndpointDefinition.httpUri(text + postfix)
                .orElseThrow(() -> new EndpointException("endpoint " + endpoint.name() + ": '" + text + postfix
                        + "' is not an absolute URI of http or https"));
    }

    private static String filled(String uri, Message message) {
        return uri.contains("${")
                ? PLACEHOLDER
                        .matcher(uri)
                        .replaceAll(match -> Matcher.quoteReplacement(
                                message.properties().text(match.group(1)).orElse(match.group())))
                : uri;
    }

    private String method(Message message, Format sent) {
        if (sent.isSoap() || endpoint.format() == MessageFormat.POX) {
            return "POST";
        }
        return axis2(message, "HTTP_METHOD").map(PropertyValue::asText).orElse("POST");
    }

    private boolean isBodyless(String method, Message message) {
        return switch (method) {
            case "GET", "HEAD", "DELETE" -> endpoint.format() == MessageFormat.REST;
            case "POST", "PUT", "PATCH" ->
                axis2(message, "FORCE_POST_PUT_NOBODY")
                        .filter(PropertyValue::isTrue)
                        .isPresent();
            default -> false;
        };
    }

    private Headers headers(Outbound outbound, Format sent, String action, boolean untouched) {
        EndpointSettings.IdHeaders ids = settings.ids();
        Headers headers = OutgoingHeaders.ofRequest(outbound.message().headers(), ids);
        if (!untouched) {
            headers = headers.without("Content-Encoding");
        }
        if (sent == Format.SOAP11) {
            headers = headers.with(SoapAction.HEADER, SoapAction.quoted(action));
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
