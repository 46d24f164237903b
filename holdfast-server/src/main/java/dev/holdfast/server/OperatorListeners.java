// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.server;

import dev.holdfast.configuration.SettingKey;
import dev.holdfast.configuration.Settings;
import dev.holdfast.http.HttpListener;
import dev.holdfast.http.KeyStoreFile;
import dev.holdfast.http.ListenerCounts;
import dev.holdfast.management.Accounts;
import dev.holdfast.management.HealthPages;
import dev.holdfast.management.ManagementApi;
import dev.holdfast.management.MetricsPage;
import dev.holdfast.time.SystemTimer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// The management API, and health and metrics, each behind a listener of its own.
final class OperatorListeners {

    private static final Duration STOP_WITHIN = Duration.ofSeconds(2);
    private static final ListenerCounts NOTHING = new ListenerCounts(Map.of(), 0, Map.of(), 0, 0, 0);

    private final NodeInventory inventory;
    private final Settings settings;
    private final Network network;
    private final SystemTimer timer;
    private volatile boolean draining;
    private Optional<HttpListener> management = Optional.empty();
    private Optional<HttpListener> metrics = Optional.empty();
    private Optional<String> newPassword = Optional.empty();

    OperatorListeners(NodeInventory inventory, Settings settings, SystemTimer timer) {
        this.inventory = inventory;
        this.settings = settings;
        this.network = new Network(settings);
        this.timer = timer;
    }

    /// @param clients the listener that metrics are about
    /// @throws StartException when a port cannot be had
    void start(DataFolder data, Supplier<KeyStoreFile> identity, Optional<HttpListener> clients) {
        if (settings.flag(SettingKey.METRICS_ENABLED)) {
            MetricsPage page = new MetricsPage(
                    inventory, () -> clients.map(HttpListener::counts).orElse(NOTHING), timer);
            metrics = Optional.of(NodeStart.listen(network.metrics(), new HealthPages(this::obstacles, page), timer));
        }
        if (settings.flag(SettingKey.MANAGEMENT_ENABLED)) {
            Accounts accounts = Accounts.in(data.folder("management"));
            newPassword = accounts.newPassword();
            ManagementApi api = new ManagementApi(
                    inventory,
                    accounts,
                    timer,
                    clients.map(listener -> listener.ports().getFirst()));
            management = Optional.of(NodeStart.listen(network.management(identity.get()), api, timer));
        }
    }

    Optional<Integer> managementPort() {
        return management.map(listener -> listener.ports().getFirst());
    }

    Optional<Integer> metricsPort() {
        return metrics.map(listener -> listener.ports().getFirst());
    }

    /// The password of the management API, if it was made in this start.
    Optional<String> newPassword() {
        return newPassword;
    }

    /// Where they are, a line each.
    List<String> describe() {
        List<String> lines = new ArrayList<>();
        managementPort()
                .ifPresent(port -> lines.add("Management API: https://"
                        + settings.text(SettingKey.MANAGEMENT_ADDRESS).orElse("localhost") + ":" + port
                        + "/management"));
        metricsPort().ifPresent(port -> {
            String url = "http://" + settings.text(SettingKey.METRICS_ADDRESS).orElse("localhost") + ":" + port;
            lines.add("Health and metrics: " + url + "/healthz, " + url + "/metrics");
        });
        return lines;
    }

    /// From now on health says that the node takes no more messages.
    void draining() {
        draining = true;
    }

    void close() {
        management.ifPresent(listener -> listener.stop(STOP_WITHIN));
        metrics.ifPresent(listener -> listener.stop(STOP_WITHIN));
    }

    private List<String> obstacles() {
        return draining ? List.of("the node is stopping") : inventory.obstacles();
    }
}
