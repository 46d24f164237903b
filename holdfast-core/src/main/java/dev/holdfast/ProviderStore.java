// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast;

import dev.holdfast.settings.Location;
import dev.holdfast.settings.Parameter;
import dev.holdfast.settings.Parameters;
import dev.holdfast.settings.Problem;
import dev.holdfast.settings.Problems;
import dev.holdfast.store.MessageStore;
import dev.holdfast.store.MessageStoreProvider;
import dev.holdfast.store.MessageStoreProvider.Blueprint;
import dev.holdfast.store.MessageStoreProvider.Setting;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A store by the parameters that its technology reads from artifacts. The builders of the store modules are
/// made of it; it is the way to a technology that has no builder. Immutable.
public final class ProviderStore implements StoreSource {

    private static final Logger LOGGER = System.getLogger(ProviderStore.class.getName());

    private final String name;
    private final MessageStoreProvider provider;
    private final Map<String, String> parameters;
    private final String queueParameter;
    private final Blueprint blueprint;

    private ProviderStore(
            String name, MessageStoreProvider provider, Map<String, String> parameters, String queueParameter) {
        this.name = name;
        this.provider = provider;
        this.parameters = new TreeMap<>(parameters);
        this.queueParameter = queueParameter;
        this.blueprint = read();
    }

    /// Reads the parameters, without touching the engine.
    ///
    /// @param name of the store
    /// @param provider the technology
    /// @param parameters as in `docs/reference/parameters.md`
    /// @param queueParameter the one among them that names the queue or table, so that others can be told
    /// @throws IllegalArgumentException when a parameter is wrong or missing; it tells all problems at once.
    ///     One that is unknown is a warning in the log
    public static ProviderStore of(
            String name, MessageStoreProvider provider, Map<String, String> parameters, String queueParameter) {
        return new ProviderStore(name, provider, parameters, queueParameter);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public MessageStore open(Setting setting) {
        return blueprint.open(setting);
    }

    @Override
    public StoreSource sibling(String siblingName) {
        Map<String, String> others = new LinkedHashMap<>(parameters);
        others.put(queueParameter, siblingName);
        return new ProviderStore(siblingName, provider, others, queueParameter);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ProviderStore store
                && name.equals(store.name)
                && provider.getClass().equals(store.provider.getClass())
                && parameters.equals(store.parameters);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + parameters.hashCode();
    }

    /// Name and technology; parameters may be secrets.
    @Override
    public String toString() {
        return name + " (" + provider.type() + ")";
    }

    private Blueprint read() {
        Location place = new Location("store " + name, 0, "");
        Map<String, Parameter> written = new LinkedHashMap<>();
        parameters.forEach((key, value) -> written.put(key, Parameter.of(key, value, place)));
        Problems problems = new Problems();
        Parameters read = new Parameters(place, written, problems);
        Blueprint result = provider.read(read);
        read.warnOfUnknown(List.of());
        if (problems.hasErrors()) {
            throw new IllegalArgumentException(
                    problems.all().stream().map(Problem::toString).collect(Collectors.joining("; ")));
        }
        problems.all().forEach(problem -> LOGGER.log(Level.WARNING, problem.toString()));
        return result;
    }
}
