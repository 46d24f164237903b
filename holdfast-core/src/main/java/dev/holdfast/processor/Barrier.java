// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.processor;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/// Where exceptions that nobody expected end, so that one mistake does not stop a processor: they are reported
/// with their stack trace, and what was to go on goes on.
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
            report(what, e);
            return false;
        }
    }

    /// Reports what nobody expected.
    static void report(String what, RuntimeException unexpected) {
        LOGGER.log(Level.ERROR, what + " failed unexpectedly", unexpected);
    }
}
