// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.deployment;

import dev.holdfast.artifact.ArtifactReader;
import dev.holdfast.artifact.ArtifactSet;
import dev.holdfast.artifact.ArtifactSurroundings;
import dev.holdfast.artifact.ArtifactSurroundings.Reach;
import dev.holdfast.artifact.ProcessorDefinition;
import dev.holdfast.artifact.StoreDefinition;
import dev.holdfast.configuration.SettingKey;
import dev.holdfast.configuration.Settings;
import dev.holdfast.endpoints.EndpointSettings;
import dev.holdfast.endpoints.EndpointSettings.IdHeaders;
import dev.holdfast.entry.Dispatcher;
import dev.holdfast.entry.Task;
import dev.holdfast.expression.Surroundings;
import dev.holdfast.ledger.Ledger;
import dev.holdfast.management.ProcessorView;
import dev.holdfast.management.StoreView.Kind;
import dev.holdfast.management.StoreView.Origin;
import dev.holdfast.mediation.Deployment;
import dev.holdfast.mediation.FlowSource;
import dev.holdfast.mediation.MediationSettings;
import dev.holdfast.mediation.Services;
import dev.holdfast.message.IdSource;
import dev.holdfast.processor.ProcessorContext;
import dev.holdfast.routing.StoreRouter;
import dev.holdfast.settings.Problem;
import dev.holdfast.sql.ConnectionPools;
import dev.holdfast.store.MessageStoreProvider;
import dev.holdfast.time.Timer;
import dev.holdfast.transport.Listeners;
import dev.holdfast.transport.RequestHandler;
import dev.holdfast.transport.Transport;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/// The artifacts of a folder, read, and what they come to when they are brought to life. Immutable.
public final class Application {

    private final ArtifactSet artifacts;
    private final Surroundings surroundings;
    private final MediationSettings settings;

    private Application(ArtifactSet artifacts, Surroundings surroundings, MediationSettings settings) {
        this.artifacts = artifacts;
        this.surroundings = surroundings;
        this.settings = settings;
    }

    /// What running artifacts work with.
    public record Outside(
            StoreRouter router, Ledger ledger, Transport transport, Timer timer, IdSource ids, Listeners listeners) {}

    /// Reads the folder. Nothing of it runs, and nothing is thrown: what is wrong is among the problems.
    ///
    /// @param embedded opens the stores of the node itself
    public static Application read(Path folder, Settings settings, EmbeddedStoreProvider embedded) {
        List<MessageStoreProvider> providers = new ArrayList<>();
        providers.add(embedded);
        ServiceLoader.load(MessageStoreProvider.class).forEach(providers::add);
        PropertyFiles files = PropertyFiles.beside(folder);
        Reach reach = new Reach(settings.path(SettingKey.DATA).map(data -> data.resolve("registry")), Optional.empty());
        String serverName = settings.text(SettingKey.SERVER_NAME).orElse("");
        ArtifactSurroundings all = new ArtifactSurroundings(providers, files.surroundings(), serverName, reach);
        return new Application(new ArtifactReader(all).read(folder), files.surroundings(), mediation(settings));
    }

    /// What is wrong, by file and line.
    public List<Problem> problems() {
        return artifacts.problems();
    }

    /// Whether an artifact is left out.
    public boolean hasErrors() {
        return artifacts.hasErrors();
    }

    /// What the log says of each artifact that is there.
    public List<String> deployed() {
        return artifacts.deployedLines();
    }

    /// For each processor, how long it bears an outage of its target, and what happens then.
    public List<String> outageBudgets() {
        return artifacts.processors().stream()
                .map(processor -> "Message processor '" + processor.name() + "' of store '" + processor.store() + "' "
                        + processor.outageBudget().text())
                .toList();
    }

    /// For each task, when it runs.
    public List<String> schedules() {
        return artifacts.deployment().all(Task.class).values().stream()
                .map(task -> "Task '" + task.name() + "' runs " + task.trigger().text())
                .toList();
    }

    /// The stores of artifacts.
    public List<StoreDefinition> stores() {
        return artifacts.stores();
    }

    /// The brokers that stores name.
    public List<URI> brokers() {
        return Addresses.ofBrokers(artifacts.stores());
    }

    /// The back ends that endpoints name.
    public List<URI> backEnds() {
        return Addresses.ofBackEnds(artifacts.deployment());
    }

    /// Brings it to life.
    public Live open(Outside outside) {
        Services services = new Services(
                outside.router,
                outside.ledger,
                outside.transport,
                artifacts
                        .deployment()
                        .open(
                                new Deployment.Outside(outside.transport, outside.timer, settings, surroundings),
                                Optional.empty()),
                outside.timer,
                outside.ids,
                surroundings,
                settings,
                outside.listeners,
                new ConnectionPools(surroundings.library()));
        return new Live(artifacts, services);
    }

    /// What answers clients, and what sends their messages on.
    public static final class Live {

        private final ArtifactSet artifacts;
        private final Services services;

        private Live(ArtifactSet artifacts, Services services) {
            this.artifacts = artifacts;
            this.services = services;
        }

        /// Answers clients. Thread-safe.
        public RequestHandler dispatcher() {
            return new Dispatcher(() -> services);
        }

        /// The processors, not started.
        public List<ProcessorView> processors(ProcessorContext context) {
            return artifacts.processors().stream()
                    .map(definition -> view(definition, context))
                    .toList();
        }

        /// Starts what begins flows by itself.
        public List<FlowSource.Running> startFlowSources() {
            return artifacts.deployment().flowSources().stream()
                    .map(source -> source.start(() -> services))
                    .toList();
        }

        private ProcessorView view(ProcessorDefinition definition, ProcessorContext context) {
            Origin origin = new Origin(
                    definition.origin().location().file(),
                    Masking.xml(definition.origin().configuration()),
                    Kind.DEPLOYED);
            return new ProcessorView(
                    definition.type(),
                    origin,
                    Masking.texts(definition.parameters()),
                    definition.create(context, () -> services));
        }
    }

    private static MediationSettings mediation(Settings settings) {
        IdHeaders ids = new IdHeaders(
                settings.text(SettingKey.MESSAGE_ID_HEADER).orElseThrow(),
                settings.text(SettingKey.APPEND_ID_HEADER).orElseThrow(),
                settings.text(SettingKey.ATTEMPT_HEADER).orElseThrow());
        return new MediationSettings(
                new EndpointSettings(ids, settings.duration(SettingKey.GLOBAL_TIMEOUT)),
                settings.flag(SettingKey.OUT_ONLY_ERRORS),
                settings.duration(SettingKey.RETRY_AFTER),
                settings.number(SettingKey.BRANCH_LIMIT));
    }
}
