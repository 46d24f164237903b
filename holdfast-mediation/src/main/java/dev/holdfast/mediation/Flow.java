// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediation;

/// What follows a mediator.
public enum Flow {
    /// The next one.
    CONTINUE,
    /// Nothing: the flow has ended here.
    STOP
}
