// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.message;

import java.time.InstantSource;
import java.util.random.RandomGenerator;

/// Makes flow ids and append ids. Thread-safe when the random generator is.
public final class IdSource {

    private static final long VERSION_7 = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final long VARIANT_MASK = 0x3FFF_FFFF_FFFF_FFFFL;

    private final InstantSource clock;
    private final RandomGenerator random;

    /// @param clock gives the time in the ids
    /// @param random gives the rest; must be thread-safe when this source is shared
    public IdSource(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /// A new flow id: a UUID of version 7.
    public FlowId newFlow() {
        long high = (clock.millis() << 16) | VERSION_7 | (random.nextLong() & 0xFFFL);
        long low = VARIANT | (random.nextLong() & VARIANT_MASK);
        return new FlowId(high, low);
    }

    /// A new append id in the flow. Its serial is random, so that ids made in parallel branches, in other
    /// processes or in a replay do not collide.
    public AppendId newAppend(FlowId flow) {
        int serial = random.nextInt();
        return new AppendId(flow, serial == 0 ? 1 : serial);
    }
}
