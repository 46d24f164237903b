// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast;

import dev.holdfast.endpoint.EndpointException;
import dev.holdfast.message.Message;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.UnaryOperator;

/// Where the exceptions of an application's own code end.
final class Barrier {

    private static final Logger LOGGER = System.getLogger(Barrier.class.getName());

    private Barrier() {}

    /// Runs it.
    ///
    /// @param what it is, for the report
    /// @return whether it came to its end
    static boolean run(String what, Runnable action) {
        try {
            action.run();
            return true;
        } catch (RuntimeException e) {
            LOGGER.log(Level.ERROR, what + " failed", e);
            return false;
        }
    }

    /// Prepares a message.
    ///
    /// @throws EndpointException whatever goes wrong: no request can be made of the message
    static Message prepare(UnaryOperator<Message> preparation, Message message) {
        try {
            return preparation.apply(message);
        } catch (RuntimeException e) {
            throw new EndpointException("the preparation before the send failed: " + e, e);
        }
    }
}
