// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.message;

/// Names one client request, from its acceptance to the last thing that happens because of it.
///
/// The text form is a UUID; ids made by [IdSource] are UUIDs of version 7 (RFC 9562), so they sort by the time
/// at which they were made, to the millisecond.
///
/// @param high the most significant 64 bits
/// @param low the least significant 64 bits
public record FlowId(long high, long low) implements Comparable<FlowId> {

    /// Reads the text form, with or without the prefix `urn:uuid:`.
    ///
    /// @throws IllegalArgumentException when the text is no UUID
    public static FlowId parse(String text) {
        String uuid = text.startsWith("urn:uuid:") ? text.substring("urn:uuid:".length()) : text;
        java.util.UUID parsed = java.util.UUID.fromString(uuid);
        return new FlowId(parsed.getMostSignificantBits(), parsed.getLeastSignificantBits());
    }

    /// The time in the id as milliseconds since the epoch; meaningful for ids that [IdSource] made.
    public long epochMillis() {
        return high >>> 16;
    }

    /// The form that a SOAP message id takes: `urn:uuid:...`.
    public String urn() {
        return "urn:uuid:" + this;
    }

    @Override
    public int compareTo(FlowId other) {
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    @Override
    public String toString() {
        return new java.util.UUID(high, low).toString();
    }
}
