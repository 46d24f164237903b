// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.artifact;

import dev.holdfast.mediation.ProcessorBridge;
import dev.holdfast.mediation.Services;
import dev.holdfast.processor.ProcessorHandlers;
import java.util.Optional;

/// The sequences that a processor runs, by name.
///
/// @param reply for what the target answers
/// @param fault for a message whose attempt failed
/// @param deactivate for the message because of which the processor was deactivated
record ProcessorSequences(Optional<String> reply, Optional<String> fault, Optional<String> deactivate) {

    ProcessorHandlers in(Services services) {
        return new ProcessorBridge(services, reply, fault, deactivate);
    }
}
