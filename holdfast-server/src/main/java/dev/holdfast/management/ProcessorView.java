// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.management;

import dev.holdfast.management.StoreView.Origin;
import dev.holdfast.processor.Processor;
import java.util.Map;

/// A processor as operators see it.
///
/// @param type of technology, such as `Scheduled-message-forwarding-processor`
/// @param origin where it comes from
/// @param parameters secrets masked
/// @param processor itself
public record ProcessorView(String type, Origin origin, Map<String, String> parameters, Processor processor) {

    /// The name by which operators refer to it.
    public String name() {
        return processor.name();
    }
}
