// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.deployment;

import dev.holdfast.artifact.ArtifactSet;
import dev.holdfast.artifact.ArtifactSet.Report;
import dev.holdfast.management.ProcessorView;
import dev.holdfast.management.StoreView;
import dev.holdfast.mediation.Catalogue;
import dev.holdfast.mediation.Deployment;
import dev.holdfast.mediation.Services;
import dev.holdfast.mediation.StoreExpressions;
import dev.holdfast.rocksdb.RocksDbDatabase;
import dev.holdfast.settings.Parameter;
import dev.holdfast.sql.ConnectionPools;
import dev.holdfast.store.MessageExpression;
import dev.holdfast.store.MessageStore;
import dev.holdfast.transport.RequestHandler;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// The artifacts that are deployed, alive: stores, processors, what answers clients, and what begins flows by itself.
/// It can become other artifacts while it runs. Thread-safe; one change at a time.
public final class LiveArtifacts {

    private final Outside outside;
    private final ConnectionPools pools;
    private final Stores stores;
    private final Flows flows;
    private final Processors processors;
    private final Sources sources;
    private final ReentrantLock change = new ReentrantLock();
    private volatile Application application;
    private boolean stopped;

    private LiveArtifacts(Application application, RocksDbDatabase database, Outside outside) {
        this.outside = outside;
        this.application = application;
        this.pools = new ConnectionPools(application.surroundings().library());
        this.stores = Stores.open(application.stores(), database, outside, this::expression);
        this.flows = new Flows(services(application, Optional.empty()), outside.timer());
        this.processors = new Processors(outside.processors(), flows::services);
        this.sources = new Sources(flows::services);
        this.processors.make(application.artifacts().processors());
    }

    /// What a parameter of a store finds in messages, of which there are none before there are flows.
    private MessageExpression expression(Parameter parameter) {
        return new StoreExpressions(() -> flows.services()).of(parameter);
    }

    /// Opens the stores and makes the processors. When this returns, clients can be answered, and nothing runs by
    /// itself yet.
    public static LiveArtifacts open(Application application, RocksDbDatabase database, Outside outside) {
        return new LiveArtifacts(application, database, outside);
    }

    /// Answers clients.
    public RequestHandler dispatcher() {
        return flows;
    }

    /// All stores, by name.
    public List<StoreView> stores() {
        return stores.views();
    }

    /// All processors, by name.
    public List<ProcessorView> processors() {
        return processors.views();
    }

    /// What there is to say about what is deployed.
    public Report report() {
        return application.artifacts().report();
    }

    /// What is deployed at the moment, by name.
    public Catalogue catalogue() {
        return flows.services().catalogue();
    }

    /// What is deployed.
    Application application() {
        return application;
    }

    /// Starts the processors.
    public void startProcessors() {
        inChange(() -> processors.views().forEach(view -> view.processor().start()));
    }

    /// Starts what begins flows by itself.
    public void startSources() {
        inChange(() -> sources.start(application.artifacts()));
    }

    /// Becomes other artifacts. What is new is opened first, and when that cannot be done, nothing changes. What has
    /// not changed goes on untouched: endpoints keep their states, processors run on. What began with the earlier
    /// artifacts ends with them, within the time.
    ///
    /// @param patience how long to wait for what is in flight, at each step
    /// @return whether it has become them
    boolean change(Application next, Duration patience) {
        change.lock();
        try {
            return !stopped && become(next, patience);
        } finally {
            change.unlock();
        }
    }

    private boolean become(Application next, Duration patience) {
        ArtifactSet artifacts = next.artifacts();
        Stores.Change ofStores = stores.prepare(artifacts.stores());
        sources.stopAffected(artifacts, patience);
        processors.stopAffected(artifacts.processors(), ofStores.affected(), patience);
        List<MessageStore> replaced = stores.apply(ofStores);
        Flows.Rest rest =
                flows.change(services(next, Optional.of(flows.services().catalogue())));
        application = next;
        processors
                .make(artifacts.processors())
                .forEach(view -> Barrier.run(
                        "the start of " + view.name(), () -> view.processor().start()));
        sources.start(artifacts);
        rest.await(patience);
        replaced.forEach(store -> Barrier.run("the close of " + store.name(), store::close));
        stores.remove(ofStores.gone());
        stores.warn(ofStores.opened().keySet().stream().toList());
        return true;
    }

    /// Stops what begins flows by itself. From now on nothing changes any more.
    public void stopSources(Supplier<Duration> within) {
        inChange(() -> {
            stopped = true;
            sources.stop(within);
        });
    }

    /// Stops the processors.
    public void stopProcessors(Supplier<Duration> within) {
        inChange(() -> processors
                .views()
                .forEach(view -> Barrier.run(
                        "the stop of " + view.name(), () -> view.processor().stop(within.get()))));
    }

    /// Closes the stores, and connections to databases.
    public void closeStores() {
        inChange(() -> {
            Barrier.run("the close of connections to databases", pools::close);
            stores.close();
        });
    }

    private Services services(Application of, Optional<Catalogue> before) {
        Deployment.Outside around =
                new Deployment.Outside(outside.transport(), outside.timer(), of.mediation(), of.surroundings());
        Catalogue catalogue = of.artifacts().deployment().open(around, before);
        return new Services(
                outside.router(),
                outside.ledger(),
                outside.transport(),
                catalogue,
                outside.timer(),
                outside.ids(),
                of.surroundings(),
                of.mediation(),
                (place, handler) -> outside.listeners().open(place, request -> flows.handle(request, handler)),
                pools,
                outside.processors().memory().work());
    }

    private void inChange(Runnable step) {
        change.lock();
        try {
            step.run();
        } finally {
            change.unlock();
        }
    }
}
