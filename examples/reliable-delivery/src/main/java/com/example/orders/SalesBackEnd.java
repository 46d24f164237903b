// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package com.example.orders;

import dev.holdfast.http.HttpListener;
import dev.holdfast.time.SystemTimer;
import dev.holdfast.transport.InboundRequest;
import dev.holdfast.transport.Response;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;

/// The back end: takes orders at `POST /sales/save-order`, and, if it is told so, not more than it can do.
public final class SalesBackEnd {

    private static final Logger LOGGER = System.getLogger(SalesBackEnd.class.getName());

    private final SystemTimer timer;
    private final int perSecond;
    private long second;
    private int inSecond;

    private SalesBackEnd(SystemTimer timer, int perSecond) {
        this.timer = timer;
        this.perSecond = perSecond;
    }

    /// Runs until it is told to end.
    public static void main(String[] arguments) throws InterruptedException {
        Settings settings = Settings.ofThisProcess();
        try (SystemTimer timer = new SystemTimer();
                HttpListener listener = Listening.post(
                        settings.port(9090),
                        "/sales/save-order",
                        new SalesBackEnd(timer, settings.ordersPerSecond())::save,
                        timer)) {
            LOGGER.log(
                    Level.INFO,
                    "The back end listens on port {0}",
                    listener.ports().toString());
            Shutdown.await();
        }
    }

    private Response save(InboundRequest order) {
        if (!hasRoom()) {
            LOGGER.log(Level.WARNING, "Too many orders in one second");
            return Listening.text(500, "Too many orders");
        }
        String text = new String(order.content().toByteArray(), StandardCharsets.UTF_8);
        LOGGER.log(Level.INFO, "Saved: {0}", text);
        return Listening.text(200, "Received order request to persist");
    }

    private synchronized boolean hasRoom() {
        long now = timer.instant().getEpochSecond();
        if (now != second) {
            second = now;
            inSecond = 0;
        }
        inSecond++;
        return perSecond == 0 || inSecond <= perSecond;
    }
}
