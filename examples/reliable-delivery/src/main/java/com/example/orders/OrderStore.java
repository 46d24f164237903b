// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package com.example.orders;

import dev.holdfast.Holdfast;
import dev.holdfast.MessageStoreClient;
import dev.holdfast.StoreRetry;
import dev.holdfast.http.HttpListener;
import dev.holdfast.rocksdb.EmbeddedBooks;
import dev.holdfast.store.StoreException;
import dev.holdfast.time.SystemTimer;
import dev.holdfast.transport.InboundRequest;
import dev.holdfast.transport.Response;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/// Takes orders at `POST /orders/new-order` and stores them. 202 means stored, 500 means not.
public final class OrderStore {

    private static final Logger LOGGER = System.getLogger(OrderStore.class.getName());

    private final Holdfast holdfast;
    private final MessageStoreClient orders;

    private OrderStore(Holdfast holdfast, MessageStoreClient orders) {
        this.holdfast = holdfast;
        this.orders = orders;
    }

    /// Runs until it is told to end.
    public static void main(String[] arguments) throws InterruptedException {
        Settings settings = Settings.ofThisProcess();
        try (SystemTimer timer = new SystemTimer();
                Holdfast holdfast = Holdfast.open(EmbeddedBooks.in(settings.books("order-store")));
                MessageStoreClient orders = holdfast.client(settings.orders())
                        .retry(StoreRetry.times(3, Duration.ofSeconds(1)))
                        .timeLimit(Duration.ofSeconds(10))
                        .build();
                HttpListener listener = Listening.post(
                        settings.port(8080), "/orders/new-order", new OrderStore(holdfast, orders)::store, timer)) {
            LOGGER.log(
                    Level.INFO, "Orders are taken on port {0}", listener.ports().toString());
            Shutdown.await();
        }
    }

    private Response store(InboundRequest order) {
        try {
            orders.store(holdfast.message(order.content()).withHeaders(order.headers()));
            return Listening.text(202, "Stock order placed successfully.");
        } catch (StoreException e) {
            LOGGER.log(Level.ERROR, "An order was not stored: {0}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Listening.text(500, "Stock order placement failed.");
    }
}
