// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.artifact;

import dev.holdfast.endpoints.EndpointDefinition;
import dev.holdfast.endpoints.EndpointTemplate;
import dev.holdfast.entry.Api;
import dev.holdfast.entry.InboundEndpoint;
import dev.holdfast.entry.Proxy;
import dev.holdfast.entry.Task;
import dev.holdfast.mediation.Deployment;
import dev.holdfast.mediation.FlowReading;
import dev.holdfast.mediation.Pinned;
import dev.holdfast.mediation.Sequence;
import dev.holdfast.mediation.SequenceTemplate;
import dev.holdfast.xml.XmlElement;
import java.util.Optional;
import java.util.function.BiFunction;

/// What an artifact was read into.
///
/// @param type by which the catalogue knows it
/// @param name of the artifact
/// @param definition what it says
record Defined<T>(Class<T> type, String name, T definition) {

    /// Reads an artifact of a kind that mediation alone runs; empty for one that takes more than its XML.
    static Optional<Defined<?>> read(Artifact artifact) {
        return switch (artifact.kind()) {
            case ENDPOINT -> of(artifact, EndpointDefinition.class, EndpointDefinition::read);
            case TEMPLATE -> template(artifact);
            case SEQUENCE -> of(artifact, Sequence.class, Sequence::read);
            case PROXY -> of(artifact, Proxy.class, Proxy::read);
            case API -> of(artifact, Api.class, Api::read);
            case TASK -> of(artifact, Task.class, Task::read);
            case INBOUND_ENDPOINT -> of(artifact, InboundEndpoint.class, InboundEndpoint::read);
            case LOCAL_ENTRY, MESSAGE_STORE, MESSAGE_PROCESSOR -> Optional.empty();
        };
    }

    /// What stands in it decides of what it is a template.
    private static Optional<Defined<?>> template(Artifact artifact) {
        return artifact.element().child("endpoint").isPresent()
                ? of(artifact, EndpointTemplate.class, EndpointTemplate::read)
                : of(artifact, SequenceTemplate.class, SequenceTemplate::read);
    }

    private static <T> Optional<Defined<?>> of(
            Artifact artifact, Class<T> type, BiFunction<XmlElement, FlowReading, T> reader) {
        return Optional.of(new Defined<>(type, artifact.name(), reader.apply(artifact.element(), artifact.reading())));
    }

    /// Whether it is meant for the server of that name.
    boolean isFor(String serverName) {
        return !(definition instanceof Pinned pinned) || pinned.isFor(serverName);
    }

    /// Adds it.
    void into(Deployment.Builder deployment) {
        deployment.with(type, name, definition);
    }
}
