// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.endpoints;

import dev.holdfast.content.UnreadableBodyException;
import dev.holdfast.endpoint.EndpointException;
import dev.holdfast.endpoint.Outbound;
import dev.holdfast.endpoint.SendResult;
import dev.holdfast.transport.Response;
import dev.holdfast.transport.TransportResult.Failure;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.Optional;

/// What is known while a group tries one endpoint after the other. For one message, not thread-safe.
final class Failures {

    private final Logger logger;
    private final String group;
    private final String kind;
    private Optional<SendResult> last = Optional.empty();
    private boolean inDoubt;
    private boolean ended;
    private Optional<Instant> ready = Optional.empty();

    /// @param group its name
    /// @param kind of group, as its log lines begin
    Failures(Logger logger, String group, String kind) {
        this.logger = logger;
        this.group = group;
        this.kind = kind;
    }

    /// Sends to a child that is ready.
    ///
    /// @return the answer, if one ends the search
    Optional<SendResult> attempt(FlowEndpoint child, Outbound outbound, SendContext context) {
        SendResult result = once(child, outbound, context);
        return switch (result) {
            case SendResult.Delivered delivered -> Optional.of(delivered);
            case SendResult.Refused(Response response) when !response.isSuccessful() -> Optional.of(result);
            case SendResult.Suspended(Instant until, Failure failure) -> {
                notReady(until);
                yield Optional.empty();
            }
            case SendResult.Refused refused -> failed(child, refused, ErrorCodes.SOAP_FAULT, context);
            case SendResult.NotSent(Failure failure) -> failed(child, result, failure.code(), context);
            case SendResult.InDoubt(Failure failure) -> {
                inDoubt = true;
                yield failed(child, result, failure.code(), context);
            }
        };
    }

    /// A child is left out.
    void notReady(Instant until) {
        ready = ready.filter(earlier -> earlier.isBefore(until)).or(() -> Optional.of(until));
    }

    /// Whether no other child may be tried.
    boolean isEnded() {
        return ended;
    }

    /// What is known when no child has answered. Where one attempt is in doubt, all of it is: the message may have
    /// arrived.
    SendResult result(Instant now) {
        if (!ended) {
            String text = kind + " endpoint : " + group + " - no ready child endpoints";
            logger.log(Level.WARNING, text);
            if (last.isEmpty()) {
                return new SendResult.Suspended(ready.orElse(now), new Failure(ErrorCodes.GROUP_NOT_READY, text));
            }
        }
        return switch (last.orElseThrow()) {
            case SendResult.NotSent(Failure failure) when inDoubt -> new SendResult.InDoubt(failure);
            case SendResult known -> known;
        };
    }

    private Optional<SendResult> failed(FlowEndpoint child, SendResult result, int code, SendContext context) {
        last = Optional.of(result);
        logger.log(
                Level.WARNING,
                "[" + group + "] Detect a Failure in a child endpoint : Endpoint [" + child.name() + "]");
        if (!child.allowsRetry(code, context)) {
            ended = true;
            logger.log(
                    Level.WARNING,
                    kind + " endpoint : " + group + " - one of the child endpoints encounterd a non-retry error, not"
                            + " sending message to another endpoint");
        }
        return Optional.empty();
    }

    /// A message that does not fit one child may fit the next; a body that cannot be read fits none.
    private SendResult once(FlowEndpoint child, Outbound outbound, SendContext context) {
        try {
            return child.send(outbound, context);
        } catch (EndpointException e) {
            if (last.isEmpty() && e.getCause() instanceof UnreadableBodyException) {
                throw e;
            }
            return new SendResult.NotSent(new Failure(ErrorCodes.GENERIC, String.valueOf(e.getMessage())));
        }
    }
}
