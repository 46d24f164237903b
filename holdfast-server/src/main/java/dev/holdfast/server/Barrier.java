// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.server;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/// Keeps what one step of a stop throws from the steps that follow.
final class Barrier {

    private static final Logger LOGGER = System.getLogger(Barrier.class.getName());

    private Barrier() {}

    static void run(String what, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            LOGGER.log(Level.ERROR, "stopping " + what + " failed", e);
        }
    }
}
