// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.artifact;

import dev.holdfast.custom.CustomStores;
import dev.holdfast.expression.Surroundings;
import dev.holdfast.reading.Kind;
import dev.holdfast.reading.Syntax;
import dev.holdfast.routing.Route;
import dev.holdfast.settings.Parameter;
import dev.holdfast.settings.Parameters;
import dev.holdfast.store.MessageStoreProvider;
import dev.holdfast.store.SendTimeout;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads message stores.
final class StoreReader {

    static final Syntax SYNTAX = Syntax.of("messageStore", "Where messages wait, on stable storage.")
            .required("name", "by which others refer to it")
            .optional(
                    "class",
                    "the embedded store",
                    "InMemoryStore, JmsStore; see the page of artifacts; or a class of yours from a jar in the"
                            + " folder lib")
            .inert("sequence", "locked")
            .child("parameter", "name and text, or key of a resource; see the page of parameters")
            .differs("A store without a class, and InMemoryStore, keep messages on disk; they are there after a"
                    + " restart.");

    private static final String IN_MEMORY = "org.apache.synapse.message.store.impl.memory.InMemoryStore";
    private static final String FAILOVER = "store.failover.message.store.name";
    private static final String GUARANTEED = "store.producer.guaranteed.delivery.enable";
    private static final String PRESERVE_ORDER = "store.failover.preserve.order";

    private final List<MessageStoreProvider> providers;
    private final Surroundings surroundings;
    private final KnownResources resources;

    StoreReader(List<MessageStoreProvider> providers, Surroundings surroundings, KnownResources resources) {
        this.providers = providers;
        this.surroundings = surroundings;
        this.resources = resources;
    }

    /// Reads one, and reports what is wrong with it.
    Optional<StoreDefinition> read(Artifact artifact) {
        artifact.reading().follows(artifact.element(), SYNTAX);
        Optional<MessageStoreProvider> provider = provider(artifact);
        Parameters parameters = new ParameterReader(artifact.problems(), surroundings::resolve, resources)
                .read(artifact.element())
                .withLibrary(surroundings.library());
        Optional<Route.Failover> failover = failover(artifact, parameters);
        return provider.map(known -> {
            MessageStoreProvider.Blueprint blueprint = known.read(parameters);
            parameters.warnOfUnknown(List.of(SendTimeout.PARAMETER));
            return new StoreDefinition(
                    Origin.of(artifact.element()),
                    artifact.name(),
                    known.type(),
                    blueprint,
                    failover,
                    Map.copyOf(parameters.all()));
        });
    }

    private Optional<MessageStoreProvider> provider(Artifact artifact) {
        String wanted = artifact.element().attribute("class").map(String::trim).orElse(IN_MEMORY);
        Optional<MessageStoreProvider> provider = providers.stream()
                .filter(candidate -> candidate.classNames().contains(wanted))
                .findFirst();
        if (provider.isPresent()) {
            return provider;
        }
        List<String> known = providers.stream()
                .flatMap(candidate -> candidate.classNames().stream())
                .sorted(Comparator.naturalOrder())
                .toList();
        return switch (CustomStores.find(wanted, surroundings.library(), known)) {
            case CustomStores.Found.Usable(MessageStoreProvider custom) -> Optional.of(custom);
            case CustomStores.Found.Refused(String reason) -> {
                artifact.problems().error(artifact.location(), reason);
                yield Optional.empty();
            }
        };
    }

    private static Optional<Route.Failover> failover(Artifact artifact, Parameters parameters) {
        boolean guaranteed = parameters.flag(GUARANTEED, false);
        boolean preserveOrder = parameters.flag(PRESERVE_ORDER, true);
        Optional<String> store = parameters.text(FAILOVER);
        if (store.isPresent() && !guaranteed) {
            parameters.warning(
                    FAILOVER, "parameter '" + FAILOVER + "' has no effect: parameter '" + GUARANTEED + "' is not true");
            return Optional.empty();
        }
        store.ifPresent(name -> artifact.refersTo(
                Kind.MESSAGE_STORE,
                name,
                parameters.find(FAILOVER).map(Parameter::location).orElse(artifact.location())));
        return store.map(name -> new Route.Failover(name, preserveOrder));
    }
}
