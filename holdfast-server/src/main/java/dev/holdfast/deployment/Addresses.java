// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.deployment;

import dev.holdfast.artifact.StoreDefinition;
import dev.holdfast.endpoints.EndpointDefinition;
import dev.holdfast.mediation.Deployment;
import dev.holdfast.settings.Parameter;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Where artifacts expect brokers and back ends.
final class Addresses {

    private static final String PROVIDER_URL = "java.naming.provider.url";

    private Addresses() {}

    /// Those of stores whose URL is that of one broker.
    static List<URI> ofBrokers(List<StoreDefinition> stores) {
        return stores.stream()
                .flatMap(store -> Stream.ofNullable(store.parameters().get(PROVIDER_URL)))
                .map(Parameter::value)
                .flatMap(url -> uri(url).stream())
                .filter(uri -> "tcp".equals(uri.getScheme()))
                .distinct()
                .toList();
    }

    /// Those of named endpoints, of all forms. Of an address that a message completes what stands before the first
    /// variable is enough, if that is a whole host.
    static List<URI> ofBackEnds(Deployment deployment) {
        return deployment.all(EndpointDefinition.class).values().stream()
                .flatMap(endpoint -> endpoint.addresses().stream())
                .flatMap(address -> uri(fixedPart(address)).stream())
                .filter(uri -> uri.getHost() != null)
                .distinct()
                .toList();
    }

    /// Nothing where a variable stands in the host or port.
    private static String fixedPart(String address) {
        int variable = Math.min(indexOf(address, '{'), indexOf(address, '$'));
        int host = address.indexOf("//");
        boolean whole = variable == address.length() || (host >= 0 && address.indexOf('/', host + 2) < variable);
        return whole ? address.substring(0, variable) : "";
    }

    private static int indexOf(String text, char c) {
        int at = text.indexOf(c);
        return at < 0 ? text.length() : at;
    }

    private static Optional<URI> uri(String text) {
        try {
            return Optional.of(URI.create(text.trim()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
