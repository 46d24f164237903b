// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediation;

import java.time.Duration;
import java.util.function.Supplier;

/// A definition that begins flows by itself, such as a task or an inbound endpoint. The node starts each after the
/// stores and processors, and stops it before them; when its artifact has changed, the old one is stopped before
/// the new one is started.
public interface FlowSource {

    /// Its name, for logs.
    String name();

    /// Begins. When this returns, nothing need have happened yet: what cannot be reached now is tried again later.
    ///
    /// @param services what flows work with; asked for anew for each flow, as artifacts change while it runs
    Running start(Supplier<Services> services);

    /// One that has been started.
    interface Running {

        /// Ends. When this returns, no flow is begun any more, and those that had begun have ended or the time is
        /// over.
        ///
        /// @param within how long to wait for flows that have begun
        void stop(Duration within);
    }
}
