// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.processor;

import dev.holdfast.endpoint.Endpoint;
import dev.holdfast.message.StoredMessage;
import java.util.Optional;

/// Where a message is to be sent.
public interface Targets {

    /// The endpoint for this message, looked up anew for each; empty when none is given or it does not exist.
    Optional<Endpoint> of(StoredMessage message);
}
