// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.artifact;

import dev.holdfast.endpoints.EndpointDefinition;
import dev.holdfast.endpoints.EndpointDefinition.Recipients;
import dev.holdfast.expression.AttributeValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Sees to it that endpoints can be sent to: none is itself among its children, and lists of recipients stand only
/// where a flow sends.
final class EndpointGraph {

    private final Map<String, Artifact> artifacts;
    private final Map<String, EndpointDefinition> endpoints;

    /// @param artifacts of endpoints, by name
    /// @param endpoints that could be read, by name
    EndpointGraph(Map<String, Artifact> artifacts, Map<String, EndpointDefinition> endpoints) {
        this.artifacts = artifacts;
        this.endpoints = endpoints;
    }

    /// Reports what cannot be sent to, at the endpoint.
    void check() {
        endpoints.forEach((name, endpoint) -> {
            Optional<Artifact> artifact = Optional.ofNullable(artifacts.get(name));
            artifact.ifPresent(found -> {
                Optional<List<String>> circle = circle(name, endpoint, List.of(name));
                if (circle.isPresent()) {
                    error(found, "the endpoints refer to each other in a circle: " + String.join(" -> ", circle.get()));
                } else {
                    children(endpoint)
                            .flatMap(child -> keys(child))
                            .filter(this::isList)
                            .forEach(key -> error(
                                    found,
                                    "'" + key + "' is a recipientlist, which cannot stand inside another group"));
                }
            });
        });
    }

    /// Reports a processor that sends to a list of recipients.
    ///
    /// @param target the name of its endpoint
    void checkTarget(Artifact processor, String target) {
        if (isList(target)) {
            error(
                    processor,
                    "its target endpoint '" + target + "' is a recipientlist: a message that has reached some of its"
                            + " recipients is neither delivered nor not; clone the message into one store with a"
                            + " processor for each recipient");
        }
    }

    private static void error(Artifact artifact, String text) {
        artifact.problems().error(artifact.location(), text);
    }

    private Optional<List<String>> circle(String start, EndpointDefinition endpoint, List<String> way) {
        for (String key : Stream.concat(keys(endpoint), children(endpoint).flatMap(EndpointGraph::keys))
                .toList()) {
            List<String> longer = new ArrayList<>(way);
            longer.add(key);
            if (key.equals(start)) {
                return Optional.of(longer);
            }
            EndpointDefinition next = endpoints.get(key);
            if (next != null && !way.contains(key)) {
                Optional<List<String>> found = circle(start, next, longer);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private boolean isList(String key) {
        List<String> seen = new ArrayList<>();
        String next = key;
        while (!seen.contains(next)) {
            seen.add(next);
            EndpointDefinition endpoint = endpoints.get(next);
            if (endpoint instanceof EndpointDefinition.RecipientList) {
                return true;
            }
            next = endpoint == null ? next : keys(endpoint).findFirst().orElse(next);
        }
        return false;
    }

    /// All endpoints inside a group, over however many groups.
    private static Stream<EndpointDefinition> children(EndpointDefinition endpoint) {
        List<EndpointDefinition> children = switch (endpoint) {
            case EndpointDefinition.Leaf _, EndpointDefinition.Alias _ -> List.of();
            case EndpointDefinition.Failover group -> group.children();
            case EndpointDefinition.LoadBalance group -> group.children();
            case EndpointDefinition.RecipientList list ->
                switch (list.recipients()) {
                    case Recipients.Fixed(List<EndpointDefinition> fixed) -> fixed;
                    case Recipients.Dynamic _ -> List.of();
                };
        };
        return children.stream().flatMap(child -> Stream.concat(Stream.of(child), children(child)));
    }

    private static Stream<String> keys(EndpointDefinition endpoint) {
        return endpoint instanceof EndpointDefinition.Alias alias
                        && alias.key() instanceof AttributeValue.Literal(String key)
                ? Stream.of(key)
                : Stream.empty();
    }
}
