// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.entry;

import dev.holdfast.mediation.Catalogue;
import dev.holdfast.mediation.Exchange;
import dev.holdfast.mediation.FlowEntry;
import dev.holdfast.mediation.Origin;
import dev.holdfast.mediation.Services;
import dev.holdfast.transport.InboundRequest;
import dev.holdfast.transport.Response;
import java.util.Optional;

/// One request to a proxy.
///
/// @param services what flows work with
/// @param proxy that is called
/// @param request as it came
/// @param postfix what of the target stands behind the proxy's path
record ProxyCall(Services services, Proxy proxy, InboundRequest request, String postfix) {

    static final String SERVICES = "/services/";

    /// The proxy that the request names, with the longest name that fits, if it can be called.
    static Optional<ProxyCall> find(Services services, InboundRequest request, String door) {
        String path = request.path();
        if (!path.startsWith(SERVICES)) {
            return Optional.empty();
        }
        Catalogue catalogue = services.catalogue();
        int end = path.length();
        while (end > SERVICES.length()) {
            Optional<Proxy> proxy = catalogue
                    .find(Proxy.class, PercentCode.decode(path.substring(SERVICES.length(), end)))
                    .filter(found -> found.isCallable(request.peer().scheme(), door));
            if (proxy.isPresent()) {
                String query = request.query().isEmpty() ? "" : "?" + request.query();
                return Optional.of(new ProxyCall(services, proxy.get(), request, path.substring(end) + query));
            }
            end = path.lastIndexOf('/', end - 1);
        }
        return Optional.empty();
    }

    Response answer() {
        return new WsdlPages(proxy, request, services.catalogue())
                .answer()
                .orElseGet(() -> FlowEntry.answer(exchange(), proxy.target()));
    }

    /// The flow of the request, at its beginning.
    Exchange exchange() {
        Exchange exchange = Exchange.ofRequest(services, request, Origin.proxy(proxy.name()), postfix);
        proxy.target().take(exchange);
        return exchange;
    }
}
