// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.entry;

import dev.holdfast.mediation.BuiltIn;
import dev.holdfast.mediation.Catalogue;
import dev.holdfast.mediation.Exchange;
import dev.holdfast.mediation.FlowEntry;
import dev.holdfast.mediation.Origin;
import dev.holdfast.mediation.Sequence;
import dev.holdfast.mediation.SequenceSource;
import dev.holdfast.mediation.Services;
import dev.holdfast.transport.InboundRequest;
import dev.holdfast.transport.RequestHandler;
import dev.holdfast.transport.Response;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.function.Supplier;

/// Takes requests to the proxy or the API that they name, or to the sequence `main`, and answers when their flow
/// has ended. Thread-safe.
public final class Dispatcher implements RequestHandler {

    /// By which requests come that no inbound endpoint takes.
    static final String DEFAULT_DOOR = "default";

    private static final Logger LOGGER = System.getLogger("org.apache.synapse.mediators.builtin.LogMediator");
    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    private final Supplier<Services> services;
    private final String door;
    private volatile Routes routes;

    /// What is found by path, of one deployment.
    private record Routes(Catalogue catalogue, ApiTable apis) {
        static Routes of(Catalogue catalogue) {
            return new Routes(catalogue, new ApiTable(catalogue.all(Api.class)));
        }
    }

    /// @param services what is deployed at the moment; asked for anew for each request
    public Dispatcher(Supplier<Services> services) {
        this(services, DEFAULT_DOOR);
    }

    /// @param door by which the requests come
    Dispatcher(Supplier<Services> services, String door) {
        this.services = services;
        this.door = door;
        this.routes = Routes.of(services.get().catalogue());
    }

    @Override
    public Response handle(InboundRequest request) {
        Services now = services.get();
        RequestPath path = RequestPath.of(request.path());
        return path.hasDotSegments()
                ? Response.of(BAD_REQUEST)
                : called(now, request, path).orElseGet(() -> other(now, request));
    }

    /// What a proxy or an API answers; empty when the path is of none.
    Optional<Response> called(Services now, InboundRequest request, RequestPath path) {
        Optional<ProxyCall> proxy = ProxyCall.find(now, request, door);
        return proxy.isPresent() ? proxy.map(ProxyCall::answer) : api(now, request, path);
    }

    /// What an API answers; empty when the path is of none.
    Optional<Response> api(Services now, InboundRequest request, RequestPath path) {
        return routesOf(now.catalogue())
                .apis
                .find(request, path, door)
                .map(found -> new ApiCall(now, found, request, path, door).answer());
    }

    /// What the sequence `main` answers.
    private static Response other(Services now, InboundRequest request) {
        if (request.path().equals("/services") || request.path().equals("/services/")) {
            return Response.of(FORBIDDEN);
        }
        return main(now, request);
    }

    /// What the sequence `main` answers; without one, what that does which comes with Synapse.
    static Response main(Services now, InboundRequest request) {
        Optional<Sequence> main = now.catalogue().sequence(BuiltIn.MAIN);
        if (main.isEmpty()) {
            LOGGER.log(Level.INFO, "main sequence executed for call to non-existent = {0}", request.path());
            return Response.of(NOT_FOUND);
        }
        Exchange exchange = Exchange.ofRequest(now, request, Origin.main(), "");
        exchange.responsePath(Optional.of(new SequenceSource.Inline(main.get())));
        exchange.handleFaults(Optional.empty());
        return FlowEntry.answer(exchange, main.get());
    }

    private Routes routesOf(Catalogue catalogue) {
        Routes known = routes;
        if (!known.catalogue.equals(catalogue)) {
            known = Routes.of(catalogue);
            routes = known;
        }
        return known;
    }
}
