// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package com.example.orders;

import dev.holdfast.StoreSource;
import dev.holdfast.jms.JmsStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// What can be set with environment variables, and what is taken otherwise.
///
/// @param environment the variables
record Settings(Map<String, String> environment) {

    static Settings ofThisProcess() {
        return new Settings(System.getenv());
    }

    /// The queue that the two programs share, in the form that Ballerina's store-forward connector reads and
    /// writes.
    StoreSource orders() {
        return JmsStore.activeMq(brokerUrl(), "item_orders")
                .sendTimeout(Duration.ofSeconds(5))
                .asBallerinaWrites()
                .build();
    }

    /// The queue for orders that could not be delivered.
    StoreSource deadOrders() {
        return JmsStore.activeMq(brokerUrl(), "dead_item_orders").build();
    }

    String brokerUrl() {
        return text("BROKER_URL", "tcp://localhost:61616");
    }

    String backEndUrl() {
        return text("BACK_END_URL", "http://localhost:9090/sales/save-order");
    }

    int port(int usual) {
        return Integer.parseInt(text("PORT", Integer.toString(usual)));
    }

    /// How long to wait between two orders, so that the back end is not asked for more than it can do.
    Duration forwardingInterval() {
        return Duration.ofMillis(Long.parseLong(text("FORWARDING_INTERVAL_MILLIS", "0")));
    }

    /// How many orders the back end takes in a second; 0 for no limit.
    int ordersPerSecond() {
        return Integer.parseInt(text("ORDERS_PER_SECOND", "0"));
    }

    /// Where a program keeps its books: each has a folder of its own.
    Path books(String program) {
        return Path.of(text("DATA", "data"), program);
    }

    private String text(String name, String otherwise) {
        return environment.getOrDefault(name, otherwise);
    }
}
