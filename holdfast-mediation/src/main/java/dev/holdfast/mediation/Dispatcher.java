// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediation;

import dev.holdfast.content.Format;
import dev.holdfast.endpoint.Endpoint;
import dev.holdfast.endpoints.ErrorCodes;
import dev.holdfast.message.Content;
import dev.holdfast.message.Headers;
import dev.holdfast.transport.InboundRequest;
import dev.holdfast.transport.RequestHandler;
import dev.holdfast.transport.Response;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// Takes requests to the proxy that they name, or to the sequence `main`, and answers when their flow has
/// ended. Thread-safe.
public final class Dispatcher implements RequestHandler {

    private static final Logger LOGGER = System.getLogger(Dispatcher.class.getName());
    private static final String SERVICES = "/services/";
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final Set<String> DESCRIPTIONS = Set.of("wsdl", "wsdl2", "xsd", "info", "policy");

    private final Supplier<Services> services;

    /// A proxy, and what of the target stands behind its path.
    private record Call(Proxy proxy, String postfix) {}

    /// @param services what is deployed at the moment; asked for anew for each request
    public Dispatcher(Supplier<Services> services) {
        this.services = services;
    }

    @Override
    public Response handle(InboundRequest request) {
        Services now = services.get();
        Optional<Call> call = find(now.catalogue(), request);
        if (call.isPresent()) {
            return isDescription(request) ? noDescription() : run(now, request, call.get());
        }
        if (request.path().equals("/services") || request.path().equals(SERVICES)) {
            return Response.of(FORBIDDEN);
        }
        Optional<Sequence> main = now.catalogue().sequence(BuiltIn.MAIN);
        if (main.isEmpty()) {
            LOGGER.log(Level.DEBUG, () -> "Nothing answers " + request.method() + " " + request.path());
            return Response.of(NOT_FOUND);
        }
        Exchange exchange = Exchange.ofRequest(now, request, Optional.empty(), "");
        exchange.responsePath(Optional.of(new SequenceSource.Inline(main.get())));
        exchange.faults().push(FaultHandlers.Handler.global());
        return answer(exchange, main.get());
    }

    private static Response run(Services services, InboundRequest request, Call call) {
        Proxy.Target target = call.proxy.target();
        Exchange exchange = Exchange.ofRequest(services, request, Optional.of(call.proxy), call.postfix);
        exchange.responsePath(target.out());
        exchange.faults()
                .push(target.fault()
                        .map(source -> new FaultHandlers.Handler(source, true))
                        .orElseGet(FaultHandlers.Handler::global));
        return answer(exchange, current -> through(target, current));
    }

    private static Flow through(Proxy.Target target, Exchange exchange) {
        if (target.in().isPresent()) {
            Sequence in = target.in()
                    .get()
                    .find(exchange.services().catalogue())
                    .orElseThrow(() -> new MediationException(ErrorCodes.GENERIC, "the in-sequence does not exist"));
            if (in.mediate(exchange) == Flow.STOP) {
                return Flow.STOP;
            }
        }
        if (target.endpoint().isPresent() && !exchange.isCalledOut()) {
            Endpoint endpoint = target.endpoint().get().resolve(exchange);
            FlowRunner.forward(exchange, endpoint);
        }
        return Flow.STOP;
    }

    private static Response answer(Exchange exchange, Mediator steps) {
        Format asked = exchange.body().format();
        MediationSettings settings = exchange.services().settings();
        FlowRunner.run(exchange, steps);
        ReplyDecision decision = ReplyDecision.decide(exchange.progress().ending());
        Response response = Replies.of(decision, asked, settings);
        if (decision instanceof ReplyDecision.Refused(Fault.Kind kind, String reason)) {
            LOGGER.log(
                    Level.WARNING,
                    exchange.origin().logPrefix() + "Message " + exchange.flowId() + " is refused with "
                            + response.status() + ": " + reason);
        }
        return response.with(
                settings.endpoints().ids().flow(), exchange.flowId().toString());
    }

    private static Optional<Call> find(Catalogue catalogue, InboundRequest request) {
        String path = request.path();
        if (!path.startsWith(SERVICES)) {
            return Optional.empty();
        }
        int end = path.length();
        while (end > SERVICES.length()) {
            Optional<Proxy> proxy = catalogue
                    .proxy(decoded(path.substring(SERVICES.length(), end)))
                    .filter(found -> found.isCallable(request.peer().scheme()));
            if (proxy.isPresent()) {
                String query = request.query().isEmpty() ? "" : "?" + request.query();
                return Optional.of(new Call(proxy.get(), path.substring(end) + query));
            }
            end = path.lastIndexOf('/', end - 1);
        }
        return Optional.empty();
    }

    private static boolean isDescription(InboundRequest request) {
        return request.method().equals("GET") && DESCRIPTIONS.contains(request.query());
    }

    private static Response noDescription() {
        String page = "<html><body><p>No WSDL was provided for this service.</p></body></html>\n";
        return new Response(NOT_FOUND, Headers.empty(), Content.ofText(page, "text/html; charset=UTF-8"));
    }

    private static String decoded(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
