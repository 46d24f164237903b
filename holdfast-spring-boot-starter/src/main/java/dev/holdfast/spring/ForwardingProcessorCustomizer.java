// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.spring;

import dev.holdfast.ForwardingProcessorBuilder;

/// A bean of the application that has a word in how the processor works: handlers of answers, preparation, order.
public interface ForwardingProcessorCustomizer {

    /// Called once, after the properties were applied.
    void customize(ForwardingProcessorBuilder builder);
}
