// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediation;

import dev.holdfast.endpoints.ErrorCodes;
import dev.holdfast.expression.Scope;
import dev.holdfast.message.PropertyValue;
import dev.holdfast.message.StorageOptions;
import java.time.Duration;
import java.util.Optional;

/// How the properties of a message say that it is to be stored.
final class StorageProperties {

    private static final String PRIORITY = "JMS_PROD_PRIORITY";
    private static final String AXIS2_PRIORITY = "JMS_PRIORITY";
    private static final String TIME_TO_LIVE = "JMS_PROD_TIME_TO_LIVE";
    private static final String DELIVERY_MODE = "JMS_PROD_DELIVERY_MODE";
    private static final long NON_PERSISTENT = 1;
    private static final long HIGHEST_PRIORITY = 9;

    private StorageProperties() {}

    /// @param before what holds where the properties say nothing
    /// @throws MediationException when one of them is no number that it can be
    static StorageOptions applied(Exchange exchange, StorageOptions before) {
        Optional<Long> priority = number(exchange, Scope.DEFAULT, PRIORITY, HIGHEST_PRIORITY)
                .or(() -> number(exchange, Scope.AXIS2, AXIS2_PRIORITY, HIGHEST_PRIORITY));
        Optional<Long> timeToLive = number(exchange, Scope.DEFAULT, TIME_TO_LIVE, Long.MAX_VALUE);
        Optional<Long> mode = number(exchange, Scope.DEFAULT, DELIVERY_MODE, 2);
        if (priority.isEmpty() && timeToLive.isEmpty() && mode.isEmpty()) {
            return before;
        }
        return new StorageOptions(
                priority.map(Long::intValue).orElse(before.priority()),
                timeToLive.isEmpty()
                        ? before.timeToLive()
                        : timeToLive.filter(millis -> millis > 0).map(Duration::ofMillis),
                mode.map(value -> value != NON_PERSISTENT).orElse(before.durable()));
    }

    private static Optional<Long> number(Exchange exchange, Scope scope, String name, long most) {
        return exchange.property(scope, name)
                .map(PropertyValue::asText)
                .map(String::strip)
                .map(text -> {
                    try {
                        long value = Long.parseLong(text);
                        if (value >= 0 && value <= most) {
                            return value;
                        }
                    } catch (NumberFormatException e) {
                        throw wrong(name, text, most);
                    }
                    throw wrong(name, text, most);
                });
    }

    private static MediationException wrong(String name, String value, long most) {
        String range = most == Long.MAX_VALUE ? "0 or more" : "0 to " + most;
        return new MediationException(
                ErrorCodes.GENERIC, "property " + name + " is '" + value + "'; expected a number, " + range);
    }
}
