// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.simulation;

import dev.holdfast.endpoint.Endpoint;
import dev.holdfast.ledger.Audit;
import dev.holdfast.ledger.Journal;
import dev.holdfast.ledger.Ledger;
import dev.holdfast.message.BodyBudget;
import dev.holdfast.message.IdSource;
import dev.holdfast.message.WorkRoom;
import dev.holdfast.processor.Backoff;
import dev.holdfast.processor.FailoverSettings;
import dev.holdfast.processor.ForwardingSettings;
import dev.holdfast.processor.Ordering;
import dev.holdfast.processor.Pace;
import dev.holdfast.processor.Processor;
import dev.holdfast.processor.ProcessorContext;
import dev.holdfast.processor.ProcessorHandlers;
import dev.holdfast.processor.Processors;
import dev.holdfast.processor.RetryPolicy;
import dev.holdfast.processor.StatusCodes;
import dev.holdfast.routing.Route;
import dev.holdfast.routing.StoreRouter;
import dev.holdfast.store.MessageStore;
import dev.holdfast.time.ManualTimer;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// One process: everything in it is gone after a crash.
final class SimulatedNode {

    static final String ORDERS = "orders";
    static final String STANDBY = "standby";
    static final String DEAD = "dead";

    private static final Duration REACTIVATION = Duration.ofSeconds(2);

    private final ManualTimer timer;
    private final StoreRouter router;
    private final Audit audit;
    private final List<Processor> processors;

    /// What the node is configured with.
    ///
    /// @param ordering of the forwarding processor
    /// @param whenExhausted what its fourth failure means
    /// @param whenDown what counts while the back end is down
    record Setup(Ordering ordering, RetryPolicy.WhenExhausted whenExhausted, RetryPolicy.WhenDown whenDown) {

        boolean isHolding() {
            return whenDown instanceof RetryPolicy.WhenDown.Hold;
        }

        /// How a back end fails in a way that this setup copes with.
        SimulatedBackEnd.Manner manner() {
            return switch (whenDown) {
                case RetryPolicy.WhenDown.Attempt() -> SimulatedBackEnd.Manner.ERRATIC;
                case RetryPolicy.WhenDown.Hold(StatusCodes _, boolean othersPass) ->
                    othersPass ? SimulatedBackEnd.Manner.OUTAGES : SimulatedBackEnd.Manner.CLEAR_OUTAGES;
            };
        }
    }

    SimulatedNode(
            ManualTimer timer,
            RandomGenerator random,
            Journal journal,
            Collection<SimulatedEngine> engines,
            Parts parts) {
        this.timer = timer;
        Ledger ledger = new Ledger(journal, timer);
        this.router = new StoreRouter(ledger, timer, new IdSource(timer, random), Duration.ofMillis(500));
        this.audit = new Audit(journal, ledger);
        for (SimulatedEngine engine : engines) {
            MessageStore store = engine.connect();
            Optional<Route.Failover> failover =
                    store.name().equals(ORDERS) ? Optional.of(new Route.Failover(STANDBY, true)) : Optional.empty();
            router.register(new Route(store, failover));
        }
        ProcessorContext context = new ProcessorContext(
                router,
                ledger,
                journal,
                timer,
                random,
                new ProcessorContext.Memory(new BodyBudget(1 << 20, timer), new WorkRoom(1 << 20, 1 << 20, timer)));
        this.processors = List.of(home(context), forwarding(context, parts));
    }

    /// What lies around the node.
    record Parts(Endpoint backEnd, Setup setup) {}

    private static Processor forwarding(ProcessorContext context, Parts parts) {
        RetryPolicy retry = new RetryPolicy(
                4,
                Backoff.fixed(Duration.ofMillis(100)),
                parts.setup.whenExhausted(),
                StatusCodes.none(),
                Optional.empty(),
                parts.setup.whenDown(),
                RetryPolicy.LONGEST_RETRY_AFTER,
                Optional.empty());
        ForwardingSettings settings = new ForwardingSettings(
                new Processor.Identity("forward", ORDERS),
                activation(),
                Pace.unlimited(),
                parts.setup.ordering(),
                retry,
                new ForwardingSettings.Reconnect(0, Duration.ofMillis(300)));
        return Processors.forwarding(
                settings, message -> Optional.of(parts.backEnd), ProcessorHandlers.none(), context);
    }

    private static Processor home(ProcessorContext context) {
        FailoverSettings settings = new FailoverSettings(
                new Processor.Identity("home", STANDBY),
                activation(),
                ORDERS,
                new FailoverSettings.Looking(Duration.ofMillis(200), Optional.empty()),
                new RetryPolicy(
                        0,
                        Backoff.fixed(Duration.ofMillis(500)),
                        new RetryPolicy.WhenExhausted.Deactivate(),
                        StatusCodes.none(),
                        Optional.empty()));
        return Processors.failoverForwarding(settings, ProcessorHandlers.none(), context);
    }

    private static Processor.Activation activation() {
        return new Processor.Activation(true, REACTIVATION, Duration.ofSeconds(5));
    }

    void start() {
        processors.forEach(Processor::start);
    }

    StoreRouter router() {
        return router;
    }

    /// The processor that sends.
    Processor forwarder() {
        return processors.get(1);
    }

    /// What the books of the store say against its engine.
    Audit.Finding audit(String store) {
        Optional<Audit.Finding> finding = audit.of(router.store(store));
        for (int i = 0; i < 100 && finding.isEmpty(); i++) {
            timer.advance(Duration.ofSeconds(1));
            finding = audit.of(router.store(store));
        }
        return finding.orElseThrow(() -> new AssertionError("store " + store + " cannot be audited"));
    }
}
