// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediation;

import dev.holdfast.endpoints.EndpointDefinition;
import dev.holdfast.expression.Surroundings;
import dev.holdfast.resource.Resource;
import dev.holdfast.resource.ResourceException;
import dev.holdfast.settings.Problems;
import dev.holdfast.xml.XmlElement;
import dev.holdfast.xml.XmlException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.xml.namespace.QName;

/// Endpoints that are resources of the registry, and that only a message names: nobody has read them before.
/// Thread-safe.
final class RegistryEndpoints {

    private static final Logger LOGGER = System.getLogger(RegistryEndpoints.class.getName());

    private final Function<String, Optional<Resource>> registry;
    private final Surroundings surroundings;

    RegistryEndpoints(Function<String, Optional<Resource>> registry, Surroundings surroundings) {
        this.registry = registry;
        this.surroundings = surroundings;
    }

    /// The endpoint of that key; empty, and logged, when what is there is none.
    Optional<EndpointDefinition> find(String key) {
        try {
            return registry.apply(key).flatMap(resource -> read(key, resource.xml()));
        } catch (ResourceException | XmlException e) {
            LOGGER.log(Level.WARNING, "The endpoint '" + key + "' cannot be read: " + e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<EndpointDefinition> read(String key, XmlElement root) {
        if (!root.isSynapse() || !root.localName().equals("endpoint")) {
            LOGGER.log(
                    Level.WARNING, "The resource '" + key + "' is no endpoint: its root is <" + root.localName() + ">");
            return Optional.empty();
        }
        Map<QName, String> attributes = new LinkedHashMap<>(root.attributeValues());
        attributes.putIfAbsent(new QName("name"), key);
        XmlElement named = new XmlElement(root.name(), root.location(), attributes, root.content(), root.namespaces());
        Problems problems = new Problems();
        EndpointDefinition definition =
                EndpointDefinition.read(named, new FlowReading(problems, surroundings, Map.of()));
        problems.all().forEach(problem -> LOGGER.log(Level.WARNING, problem.toString()));
        return problems.hasErrors() ? Optional.empty() : Optional.of(definition);
    }
}
