// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.http;

import dev.holdfast.transport.InboundRequest;
import dev.holdfast.transport.RequestHandler;
import dev.holdfast.transport.Response;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/// Where what nobody expected ends, so that one mistake costs one request: it is reported with its stack trace.
final class Barrier {

    private static final Logger LOGGER = System.getLogger(Barrier.class.getName());
    private static final int INTERNAL_SERVER_ERROR = 500;

    private Barrier() {}

    /// Runs it.
    ///
    /// @param what it is, for the report
    static void run(String what, Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            LOGGER.log(Level.ERROR, what + " failed unexpectedly", e);
        }
    }

    /// What the handler answers; 500 without a body when it throws anything, a stack overflow included.
    static Response answer(RequestHandler handler, InboundRequest request) {
        try {
            return handler.handle(request);
        } catch (RuntimeException | Error e) {
            LOGGER.log(Level.ERROR, request.method() + " " + request.path() + ": the handler failed unexpectedly", e);
            return Response.of(INTERNAL_SERVER_ERROR);
        }
    }
}
