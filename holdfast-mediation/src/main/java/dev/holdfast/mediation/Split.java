// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediation;

/// One time that a message was split into parts. Two of them are never the same, whatever they are called.
final class Split {

    private final String id;
    private final String correlation;

    /// @param id of the mediator that split it; empty for none
    /// @param correlation what all parts have in `aggregateCorelation`
    Split(String id, String correlation) {
        this.id = id;
        this.correlation = correlation;
    }

    /// Whether it goes by that id and correlation.
    boolean is(String otherId, String otherCorrelation) {
        return id.equals(otherId) && correlation.equals(otherCorrelation);
    }
}
