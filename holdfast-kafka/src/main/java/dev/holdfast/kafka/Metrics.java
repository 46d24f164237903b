// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.kafka;

import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/// Reads the figures that a client keeps about itself. Stateless.
final class Metrics {

    private Metrics() {}

    /// The figure.
    ///
    /// @throws IllegalStateException when the client does not have it
    static Metric find(Map<MetricName, ? extends Metric> all, String group, String name) {
        for (Map.Entry<MetricName, ? extends Metric> metric : all.entrySet()) {
            if (metric.getKey().group().equals(group) && metric.getKey().name().equals(name)) {
                return metric.getValue();
            }
        }
        throw new IllegalStateException("this Kafka client does not count " + name + " in " + group);
    }

    /// Its value now.
    static double value(Metric metric) {
        return metric.metricValue() instanceof Number number ? number.doubleValue() : 0;
    }
}
