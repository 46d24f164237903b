// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.management;

import com.sun.management.ThreadMXBean;
import dev.holdfast.http.ListenerCounts;
import dev.holdfast.ledger.Balance;
import dev.holdfast.ledger.Counter;
import dev.holdfast.management.Measurements.Measurement;
import dev.holdfast.message.Content;
import dev.holdfast.message.Headers;
import dev.holdfast.processor.ReplayStatus;
import dev.holdfast.processor.ReplayTotals;
import dev.holdfast.routing.FailoverPair;
import dev.holdfast.routing.StoreRouter;
import dev.holdfast.transport.Response;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.function.Supplier;

/// The metrics, in the text format of Prometheus, made when somebody asks. What each means stands in
/// `docs/reference/metrics.md`. Thread-safe.
public final class MetricsPage {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Inventory inventory;
    private final Supplier<ListenerCounts> listener;
    private final InstantSource clock;
    private final Measurements measurements;
    private final PrometheusRegistry jvm = new PrometheusRegistry();

    /// @param listener what the listener for clients has counted
    public MetricsPage(Inventory inventory, Supplier<ListenerCounts> listener, InstantSource clock) {
        this.inventory = inventory;
        this.listener = listener;
        this.clock = clock;
        this.measurements = new Measurements(inventory.books().audit()::of, clock);
        JvmMetrics.builder().register(jvm);
    }

    /// The page.
    public Response page() {
        Metrics metrics = new Metrics();
        inventory.stores().forEach(view -> addStore(metrics, view));
        inventory
                .processors()
                .forEach(view -> metrics.gauge(
                        "holdfast_processor_active",
                        "Whether the processor takes messages",
                        Labels.of(
                                "processor",
                                view.name(),
                                "store",
                                view.processor().store()),
                        view.processor().status().isActive() ? 1 : 0));
        EndpointMetrics.add(metrics, inventory.catalogue());
        addListener(metrics, listener.get());
        metrics.counter(
                "holdfast_heap_allocated_bytes",
                "Memory taken from the heap since the start, whether given back or not",
                Labels.EMPTY,
                THREADS.getTotalThreadAllocatedBytes());
        MetricSnapshots.Builder all = MetricSnapshots.builder();
        metrics.snapshots().forEach(all::metricSnapshot);
        jvm.scrape().stream().forEach(all::metricSnapshot);
        return write(all.build());
    }

    private void addStore(Metrics metrics, StoreView view) {
        Labels store = Labels.of("store", view.name());
        Balance balance = inventory.books().journal().balance(view.name());
        for (Counter counter : Counter.values()) {
            metrics.counter(
                    "holdfast_store_" + name(counter), "Messages: " + meaning(counter), store, balance.get(counter));
        }
        metrics.gauge(
                "holdfast_store_in_doubt",
                "Copies that may be in the store without being counted as accepted",
                store,
                inventory.books().ledger().inDoubt(view.name()));
        addReplays(metrics, store, view.name());
        addMeasurement(metrics, store, view);
        StoreRouter router = inventory.books().router();
        if (router.knows(view.name())) {
            metrics.gauge(
                    "holdfast_store_up",
                    "Whether the store can be used",
                    store,
                    router.health(view.name()).isUp() ? 1 : 0);
            router.pair(view.name()).ifPresent(pair -> addPair(metrics, pair));
        }
    }

    private void addReplays(Metrics metrics, Labels store, String name) {
        boolean running = inventory
                .replays()
                .status(name)
                .map(ReplayStatus::state)
                .filter(ReplayStatus.State.RUNNING::equals)
                .isPresent();
        metrics.gauge("holdfast_replay_running", "Whether a replay of the store goes on", store, running ? 1 : 0);
        ReplayTotals totals = inventory.replays().totals(name);
        metrics.counter(
                "holdfast_replay_replayed", "Messages that a replay has put on their way", store, totals.replayed());
        metrics.counter(
                "holdfast_replay_left",
                "Messages that a replay meant and that stayed in the store",
                store,
                totals.left());
        metrics.counter("holdfast_replay_failed", "Replays that could not go on", store, totals.failed());
    }

    /// A store whose engine does not answer now has no figures, rather than old or made-up ones.
    private void addMeasurement(Metrics metrics, Labels store, StoreView view) {
        Measurement measurement = measurements.of(view.store());
        measurement.finding().ifPresent(finding -> {
            metrics.gauge("holdfast_store_messages", "Messages in the engine, measured there", store, finding.queued());
            metrics.gauge(
                    "holdfast_store_unaccounted",
                    "Messages that the books know and the engine does not have; 0 when the books balance",
                    store,
                    finding.unaccounted());
        });
        measurement
                .oldest()
                .map(at -> Math.max(0, Duration.between(at, clock.instant()).toMillis()) / 1_000.0)
                .ifPresent(age -> metrics.gauge(
                        "holdfast_store_oldest_age_seconds", "Age of the message at the head", store, age));
    }

    private static void addPair(Metrics metrics, FailoverPair pair) {
        Labels labels = Labels.of("store", pair.original(), "failover", pair.failover());
        metrics.gauge(
                "holdfast_failover_in_use",
                "Whether messages go to the failover store",
                labels,
                pair.episode().isPresent() ? 1 : 0);
        metrics.gauge("holdfast_failover_waiting", "Messages waiting in the failover store", labels, pair.waiting());
        metrics.counter(
                "holdfast_failover_overtaking",
                "Messages that went to the original although others waited in the failover store",
                labels,
                pair.overtaking());
    }

    private static void addListener(Metrics metrics, ListenerCounts counts) {
        counts.answers()
                .forEach((statusClass, count) -> metrics.counter(
                        "holdfast_http_responses",
                        "Answers to clients, refusals among them",
                        Labels.of("status", statusClass + "xx"),
                        count));
        counts.refused()
                .forEach((refusal, count) -> metrics.counter(
                        "holdfast_http_refused",
                        "Requests refused before they were handled",
                        Labels.of("reason", refusal.name().toLowerCase(Locale.ROOT)),
                        count));
        metrics.counter(
                "holdfast_http_responses_not_taken",
                "Answers that their clients did not take whole",
                Labels.EMPTY,
                counts.unanswered());
        metrics.gauge("holdfast_http_connections", "Open connections of clients", Labels.EMPTY, counts.connections());
        metrics.gauge(
                "holdfast_http_requests_in_flight",
                "Requests being received, handled or answered",
                Labels.EMPTY,
                counts.requests());
        metrics.gauge(
                "holdfast_http_body_bytes_in_flight",
                "Bytes of request bodies in memory",
                Labels.EMPTY,
                counts.bodyBytes());
    }

    /// The counter of appended messages is called *accepted*: that is what users ask for.
    private static String name(Counter counter) {
        return switch (counter) {
            case APPENDED -> "accepted";
            case DELIVERED -> "delivered";
            case DEAD_LETTERED -> "dead_lettered";
            case EXPIRED -> "expired";
            case DROPPED -> "dropped";
            case MOVED -> "moved";
            case INVALID -> "invalid";
            case DUPLICATES -> "duplicates";
            case FAILED_ATTEMPTS -> "failed_attempts";
            case FAILED_OVER -> "failed_over";
        };
    }

    private static String meaning(Counter counter) {
        return switch (counter) {
            case APPENDED -> "put into the store";
            case DELIVERED -> "arrived at their endpoint";
            case DEAD_LETTERED -> "went to a dead-letter store";
            case EXPIRED -> "their time to live ended";
            case DROPPED -> "given up by a setting or an operator";
            case MOVED -> "went to another store";
            case INVALID -> "could not be read and went to the store for invalid messages";
            case DUPLICATES -> "second copies, settled unsent";
            case FAILED_ATTEMPTS -> "attempts that did not deliver";
            case FAILED_OVER -> "came because another store could not take them";
        };
    }

    private static Response write(MetricSnapshots snapshots) {
        PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            writer.write(out, snapshots);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Response(200, Headers.empty(), Content.of(out.toByteArray(), writer.getContentType()));
    }
}
