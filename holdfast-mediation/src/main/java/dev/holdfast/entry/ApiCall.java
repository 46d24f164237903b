// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.entry;

import dev.holdfast.expression.Scope;
import dev.holdfast.mediation.BuiltIn;
import dev.holdfast.mediation.Exchange;
import dev.holdfast.mediation.FlowEntry;
import dev.holdfast.mediation.Sequence;
import dev.holdfast.mediation.Services;
import dev.holdfast.message.PropertyValue;
import dev.holdfast.transport.InboundRequest;
import dev.holdfast.transport.Response;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One request to an API: which resource takes it, and what comes of it.
///
/// @param services what flows work with
/// @param found the API
/// @param request as it came
/// @param path of the request
/// @param door by which it came
record ApiCall(Services services, ApiTable.Found found, InboundRequest request, RequestPath path, String door) {

    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;

    /// What the request comes to.
    sealed interface Choice {

        /// A resource takes it.
        record Taken(ApiResource resource, Map<String, String> variables) implements Choice {}

        /// It asks what it may do, and no resource answers that itself.
        record Asked(Set<String> allowed) implements Choice {}

        /// No resource is for that path.
        record NoResource() implements Choice {}

        /// Those that are for that path do not take the method.
        record NoMethod(Set<String> allowed) implements Choice {}

        /// Those that take it ask for more, such as another content type.
        record Unfit() implements Choice {}
    }

    Response answer() {
        if (request.method().equals("GET") && path.segments().size() == found.depth()) {
            Optional<Response> contract = ApiContract.answer(found.api(), request, services.catalogue());
            if (contract.isPresent()) {
                return contract.get();
            }
        }
        return switch (choose()) {
            case Choice.Taken(ApiResource resource, Map<String, String> variables) -> run(resource, variables);
            case Choice.Asked(Set<String> allowed) -> Response.of(OK).with("Allow", String.join(", ", allowed));
            case Choice.NoResource() -> handled(BuiltIn.NO_RESOURCE).orElseGet(() -> Response.of(NOT_FOUND));
            case Choice.NoMethod(Set<String> allowed) ->
                handled(BuiltIn.NO_METHOD)
                        .orElseGet(() -> Response.of(METHOD_NOT_ALLOWED).with("Allow", String.join(", ", allowed)));
            case Choice.Unfit() -> Response.of(BAD_REQUEST);
        };
    }

    Choice choose() {
        List<String> rest = path.segmentsFrom(found.depth());
        QueryParameters query = QueryParameters.of(request.query());
        Set<String> allowed = new LinkedHashSet<>();
        boolean methodFits = false;
        for (ApiResource resource : found.api().resources()) {
            if (!resource.condition().isBoundTo(door)) {
                continue;
            }
            Optional<Map<String, String>> variables = resource.pattern().match(rest, query);
            if (variables.isEmpty()) {
                continue;
            }
            if (takesMethod(resource)) {
                if (resource.condition().holds(request)) {
                    return new Choice.Taken(resource, variables.get());
                }
                methodFits = true;
            }
            allowed.addAll(resource.allowed());
        }
        return refusal(allowed, methodFits);
    }

    /// A resource for all methods leaves it to us to say what it may do.
    private boolean takesMethod(ApiResource resource) {
        boolean asks = request.method().equals(ApiResource.OPTIONS);
        return asks ? resource.methods().contains(ApiResource.OPTIONS) : resource.takes(request.method());
    }

    private Choice refusal(Set<String> allowed, boolean methodFits) {
        if (allowed.isEmpty()) {
            return new Choice.NoResource();
        }
        if (methodFits) {
            return new Choice.Unfit();
        }
        if (request.method().equals(ApiResource.OPTIONS)) {
            allowed.add(ApiResource.OPTIONS);
            return new Choice.Asked(allowed);
        }
        return new Choice.NoMethod(allowed);
    }

    private Response run(ApiResource resource, Map<String, String> variables) {
        Exchange exchange = exchange();
        set(exchange, "SYNAPSE_RESOURCE", resource.pattern().text());
        set(exchange, "rest.url.pattern", resource.pattern().text());
        variables.forEach((name, value) -> set(exchange, "uri.var." + name, value));
        QueryParameters.of(request.query())
                .values()
                .forEach((name, value) -> set(exchange, "query.param." + name, value));
        resource.target().take(exchange);
        return FlowEntry.answer(exchange, resource.target());
    }

    private Optional<Response> handled(String sequence) {
        Optional<Sequence> handler = services.catalogue().sequence(sequence);
        if (handler.isEmpty()) {
            return Optional.empty();
        }
        Exchange exchange = exchange();
        exchange.handleFaults(Optional.empty());
        return Optional.of(FlowEntry.answer(exchange, handler.get()));
    }

    private Exchange exchange() {
        String query = request.query().isEmpty() ? "" : "?" + request.query();
        String rest = path.rest(found.depth()) + query;
        Api api = found.api();
        Exchange exchange = Exchange.ofRequest(services, request, api.origin(), rest);
        set(exchange, "SYNAPSE_REST_API", api.id().registered());
        set(exchange, "SYNAPSE_REST_API_VERSION", api.id().version());
        set(exchange, "REST_API_CONTEXT", api.context().path());
        set(exchange, "REST_METHOD", request.method());
        set(exchange, "REST_FULL_REQUEST_PATH", request.path() + query);
        set(exchange, "REST_SUB_REQUEST_PATH", rest);
        request.headers()
                .first("Host")
                .ifPresent(
                        host -> set(exchange, "REST_URL_PREFIX", request.peer().scheme() + "://" + host));
        return exchange;
    }

    private static void set(Exchange exchange, String name, String value) {
        exchange.set(Scope.DEFAULT, name, PropertyValue.of(value));
    }
}
