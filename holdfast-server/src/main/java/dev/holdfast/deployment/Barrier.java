// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.deployment;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/// Keeps what one step throws from the steps that follow.
final class Barrier {

    private static final Logger LOGGER = System.getLogger(Barrier.class.getName());

    private Barrier() {}

    /// Runs a step.
    ///
    /// @return whether it has come to its end
    static boolean run(String what, Runnable step) {
        try {
            step.run();
            return true;
        } catch (RuntimeException e) {
            LOGGER.log(Level.ERROR, what + " failed", e);
            return false;
        }
    }
}
