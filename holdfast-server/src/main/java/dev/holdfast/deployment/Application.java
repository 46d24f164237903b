// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.deployment;

import dev.holdfast.artifact.ArtifactSet;
import dev.holdfast.artifact.Snapshot;
import dev.holdfast.artifact.StoreDefinition;
import dev.holdfast.configuration.SettingKey;
import dev.holdfast.configuration.Settings;
import dev.holdfast.endpoints.EndpointSettings;
import dev.holdfast.endpoints.EndpointSettings.IdHeaders;
import dev.holdfast.endpoints.EndpointSettings.UserAgent;
import dev.holdfast.entry.Task;
import dev.holdfast.expression.Surroundings;
import dev.holdfast.mediation.MediationSettings;
import dev.holdfast.settings.Problem;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The artifacts of a folder, read. Immutable.
public final class Application {

    private final Snapshot snapshot;
    private final Surroundings surroundings;
    private final MediationSettings settings;

    Application(Snapshot snapshot, Surroundings surroundings, MediationSettings settings) {
        this.snapshot = snapshot;
        this.surroundings = surroundings;
        this.settings = settings;
    }

    /// Reads the folder, to look at it only. Nothing of it runs, and nothing is thrown: what is wrong is among the
    /// problems.
    public static Application read(Path folder, Settings settings, EmbeddedStoreProvider embedded) {
        return new ArtifactSource(folder, settings, embedded, Optional.empty()).read();
    }

    ArtifactSet artifacts() {
        return snapshot.artifacts();
    }

    Snapshot snapshot() {
        return snapshot;
    }

    Surroundings surroundings() {
        return surroundings;
    }

    MediationSettings mediation() {
        return settings;
    }

    /// What is wrong, by file and line.
    public List<Problem> problems() {
        return artifacts().problems();
    }

    /// Whether an artifact is left out.
    public boolean hasErrors() {
        return artifacts().hasErrors();
    }

    /// What the log says of each artifact that is there.
    public List<String> deployed() {
        return artifacts().deployedLines();
    }

    /// What the log says of applications that are left out.
    public List<String> failures() {
        return ChangeReport.faultyApplications(this);
    }

    /// For each processor, how long it bears an outage of its target, and what happens then.
    public List<String> outageBudgets() {
        return artifacts().processors().stream()
                .map(processor -> "Message processor '" + processor.name() + "' of store '" + processor.store() + "' "
                        + processor.outageBudget().text())
                .toList();
    }

    /// For each task, when it runs.
    public List<String> schedules() {
        return artifacts().deployment().all(Task.class).values().stream()
                .map(task -> "Task '" + task.name() + "' runs " + task.trigger().text())
                .toList();
    }

    /// The stores of artifacts.
    public List<StoreDefinition> stores() {
        return artifacts().stores();
    }

    /// The brokers that stores name.
    public List<URI> brokers() {
        return Addresses.ofBrokers(artifacts().stores());
    }

    /// The back ends that endpoints name.
    public List<URI> backEnds() {
        return Addresses.ofBackEnds(artifacts().deployment());
    }

    static MediationSettings mediation(Settings settings) {
        IdHeaders ids = new IdHeaders(
                settings.text(SettingKey.MESSAGE_ID_HEADER).orElseThrow(),
                settings.text(SettingKey.APPEND_ID_HEADER).orElseThrow(),
                settings.text(SettingKey.ATTEMPT_HEADER).orElseThrow());
        return new MediationSettings(
                new EndpointSettings(
                        ids,
                        settings.duration(SettingKey.GLOBAL_TIMEOUT),
                        settings.flag(SettingKey.PRESERVE_USER_AGENT) ? UserAgent.OF_MESSAGE : UserAgent.OF_TRANSPORT),
                settings.flag(SettingKey.OUT_ONLY_ERRORS),
                settings.duration(SettingKey.RETRY_AFTER),
                settings.number(SettingKey.BRANCH_LIMIT));
    }
}
