// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.bench;

import java.util.Map;

/// Something that is measured in one go.
interface Figure {

    /// Measures it once, on empty data.
    Map<Row, Double> measure(Environment environment, Effort effort);
}
