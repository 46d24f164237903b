// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediation;

import dev.holdfast.content.Body;
import dev.holdfast.content.Format;
import dev.holdfast.content.SoapFault;
import dev.holdfast.content.SoapVersion;
import dev.holdfast.endpoints.OutgoingBody;
import dev.holdfast.endpoints.OutgoingHeaders;
import dev.holdfast.expression.Scope;
import dev.holdfast.message.Content;
import dev.holdfast.message.Headers;
import dev.holdfast.transport.Response;
import java.time.Duration;
import java.util.Optional;

/// Makes the answers to clients.
final class Replies {

    private static final int OK = 200;
    private static final int ACCEPTED = 202;
    private static final int BAD_REQUEST = 400;
    private static final int INTERNAL_SERVER_ERROR = 500;
    private static final int SERVICE_UNAVAILABLE = 503;

    private Replies() {}

    /// The current message as an answer.
    static Response of(Exchange exchange) {
        MediationSettings settings = exchange.services().settings();
        Content content = OutgoingBody.ofAnswer(
                exchange.body(),
                exchange.addressing("Action").orElse(""),
                name -> exchange.property(Scope.AXIS2, name));
        Headers headers =
                OutgoingHeaders.ofReply(exchange.headers(), settings.endpoints().ids());
        Body body = exchange.body();
        if (!body.isAsReceived() || !content.hasSameBytes(body.content())) {
            headers = headers.without("Content-Encoding");
        }
        return new Response(status(exchange), headers, content, phrase(exchange));
    }

    /// What the artifact wants beside the status, if it can stand there.
    private static String phrase(Exchange exchange) {
        return exchange.property(Scope.AXIS2, "HTTP_SC_DESC")
                .map(value -> value.asText().strip())
                .filter(text -> text.chars().allMatch(c -> c >= ' ' && c < 0x7f))
                .orElse("");
    }

    /// The answer that was decided on.
    ///
    /// @param asked the format of the request's body
    static Response of(ReplyDecision decision, Format asked, MediationSettings settings) {
        return switch (decision) {
            case ReplyDecision.Explicit(Response response) -> response;
            case ReplyDecision.Accepted() -> Response.of(ACCEPTED);
            case ReplyDecision.Refused(Fault.Kind kind, String reason) -> refusal(kind, asked, settings.retryAfter());
        };
    }

    private static Response refusal(Fault.Kind kind, Format asked, Duration retryAfter) {
        return switch (kind) {
            case UNREADABLE ->
                error(BAD_REQUEST, asked, version -> SoapFault.ofSender(version, "The message cannot be read"));
            case STORE -> later("The message could not be stored; send it again later", asked, retryAfter);
            case BUSY ->
                later("There is no room for the message at the moment; send it again later", asked, retryAfter);
            case OTHER ->
                error(
                        INTERNAL_SERVER_ERROR,
                        asked,
                        version -> SoapFault.ofReceiver(version, "The message could not be processed"));
        };
    }

    private static Response later(String text, Format asked, Duration retryAfter) {
        return error(SERVICE_UNAVAILABLE, asked, version -> SoapFault.ofReceiver(version, text))
                .with("Retry-After", Long.toString(Math.max(1, retryAfter.toSeconds())));
    }

    private interface FaultText {
        SoapFault in(SoapVersion version);
    }

    private static Response error(int status, Format asked, FaultText text) {
        SoapVersion version = asked == Format.SOAP12 ? SoapVersion.SOAP12 : SoapVersion.SOAP11;
        SoapFault fault = text.in(version);
        Content content = asked.isSoap()
                ? Body.of(fault.in(version)).content()
                : Content.ofText(fault.reason() + "\n", "text/plain; charset=UTF-8");
        return new Response(status, Headers.empty(), content);
    }

    private static int status(Exchange exchange) {
        Optional<Integer> set = exchange.property(Scope.AXIS2, "HTTP_SC").flatMap(value -> statusCode(value.asText()));
        if (set.isPresent()) {
            return set.get();
        }
        boolean fault = exchange.isProcessingFault() || exchange.body().isKnownFault();
        return fault && !exchange.isTrue(Scope.AXIS2, "FAULTS_AS_HTTP_200") ? INTERNAL_SERVER_ERROR : OK;
    }

    private static Optional<Integer> statusCode(String text) {
        try {
            int status = Integer.parseInt(text.strip());
            return status >= OK && status < 600 ? Optional.of(status) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
