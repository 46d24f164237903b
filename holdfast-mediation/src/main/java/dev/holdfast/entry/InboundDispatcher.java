// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.entry;

import dev.holdfast.entry.InboundEndpoint.Apis;
import dev.holdfast.entry.InboundEndpoint.Route;
import dev.holdfast.expression.BoundedPattern;
import dev.holdfast.expression.EvaluationException;
import dev.holdfast.expression.Scope;
import dev.holdfast.mediation.Exchange;
import dev.holdfast.mediation.FlowEntry;
import dev.holdfast.mediation.Origin;
import dev.holdfast.mediation.Sequence;
import dev.holdfast.mediation.SequenceSource;
import dev.holdfast.mediation.Services;
import dev.holdfast.message.PropertyValue;
import dev.holdfast.transport.InboundRequest;
import dev.holdfast.transport.RequestHandler;
import dev.holdfast.transport.Response;
import java.util.Optional;
import java.util.function.Supplier;

/// Answers the requests of an inbound endpoint. Thread-safe.
final class InboundDispatcher implements RequestHandler {

    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;

    private final InboundEndpoint endpoint;
    private final Supplier<Services> services;
    private final Dispatcher dispatcher;

    InboundDispatcher(InboundEndpoint endpoint, Supplier<Services> services) {
        this.endpoint = endpoint;
        this.services = services;
        this.dispatcher = new Dispatcher(services, endpoint.name());
    }

    @Override
    public Response handle(InboundRequest request) {
        Services now = services.get();
        Route route = endpoint.route();
        RequestPath path = RequestPath.of(request.path());
        if (path.hasDotSegments()) {
            return Response.of(BAD_REQUEST);
        }
        if (route.filter().isPresent()) {
            return fits(route.filter().get(), request.path())
                    ? dispatcher.called(now, request, path).orElseGet(() -> Dispatcher.main(now, request))
                    : sequence(now, request);
        }
        Optional<Response> api = route.apis() == Apis.FIRST ? dispatcher.api(now, request, path) : Optional.empty();
        return api.orElseGet(() -> sequence(now, request));
    }

    private Response sequence(Services now, InboundRequest request) {
        Optional<Sequence> sequence = endpoint.route().sequence().flatMap(now.catalogue()::sequence);
        if (sequence.isEmpty()) {
            return Response.of(NOT_FOUND);
        }
        Exchange exchange = Exchange.ofRequest(now, request, Origin.inbound(endpoint.name()), "");
        exchange.set(Scope.DEFAULT, "isInbound", PropertyValue.of(true));
        exchange.set(Scope.DEFAULT, "inbound.endpoint.name", PropertyValue.of(endpoint.name()));
        exchange.handleFaults(endpoint.route().onError().map(SequenceSource.Named::new));
        return FlowEntry.answer(exchange, sequence.get());
    }

    /// A path on which the expression would run for ever does not fit.
    private static boolean fits(BoundedPattern filter, String path) {
        try {
            return filter.matches(path);
        } catch (EvaluationException e) {
            return false;
        }
    }
}
