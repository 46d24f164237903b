// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package com.example.orders;

import dev.holdfast.ForwardingProcessor;
import dev.holdfast.Holdfast;
import dev.holdfast.http.HttpEndpoint;
import dev.holdfast.message.StoredMessage;
import dev.holdfast.rocksdb.EmbeddedBooks;
import dev.holdfast.transport.Response;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/// Sends the stored orders to the back end: looks every two seconds, tries each order again five times, 3 s
/// apart, when the back end cannot be reached or answers 400 or 500, and then puts it aside.
public final class OrderProcessor {

    private static final Logger LOGGER = System.getLogger(OrderProcessor.class.getName());

    private OrderProcessor() {}

    /// Runs until it is told to end.
    public static void main(String[] arguments) throws InterruptedException {
        Settings settings = Settings.ofThisProcess();
        try (Holdfast holdfast = Holdfast.open(EmbeddedBooks.in(settings.books("order-processor")));
                HttpEndpoint backEnd = HttpEndpoint.post(settings.backEndUrl());
                ForwardingProcessor processor = holdfast.processor(settings.orders(), backEnd)
                        .cron("0/2 * * * * ?")
                        .forwardingInterval(settings.forwardingInterval())
                        .maxRedeliveryAttempts(5)
                        .retryInterval(Duration.ofSeconds(3))
                        .retryHttpStatusCodes(400, 500)
                        .deadLetterStore(settings.deadOrders())
                        .reconnectInterval(Duration.ofSeconds(15))
                        .onResponse(OrderProcessor::answered)
                        .build()) {
            processor.start();
            LOGGER.log(Level.INFO, "Orders are sent to {0}", backEnd.name());
            Shutdown.await();
        }
    }

    private static void answered(StoredMessage order, Response response) {
        if (response.isSuccessful()) {
            LOGGER.log(Level.INFO, "Stock order persisted successfully: {0}", order.id());
        } else {
            LOGGER.log(Level.ERROR, "The back end answered {0} to order {1}", response.status(), order.id());
        }
    }
}
