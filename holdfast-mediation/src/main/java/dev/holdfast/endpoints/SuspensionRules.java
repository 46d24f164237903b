// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.endpoints;

import dev.holdfast.expression.AttributeValue;
import dev.holdfast.expression.View;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// When a failing endpoint is left alone, as the artifact says it: some of the numbers may be expressions.
///
/// @param fixed what holds where there is no expression
/// @param evaluated expressions, which give numbers
public record SuspensionRules(SuspensionPolicy fixed, Map<Setting, AttributeValue> evaluated) {

    private static final Logger LOGGER = System.getLogger(SuspensionRules.class.getName());

    /// A number that may be an expression.
    public enum Setting {
        /// `retriesBeforeSuspension`
        RETRIES,
        /// `retryDelay`
        RETRY_DELAY,
        /// `initialDuration`
        INITIAL_DURATION,
        /// `progressionFactor`
        FACTOR,
        /// `maximumDuration`
        MAXIMUM_DURATION
    }

    /// Copies the map.
    public SuspensionRules {
        evaluated = Map.copyOf(evaluated);
    }

    /// Without expressions.
    static SuspensionRules of(SuspensionPolicy policy) {
        return new SuspensionRules(policy, Map.of());
    }

    /// Whether the artifact says how long a suspension is.
    boolean isConfigured() {
        return fixed.initialDuration().isPresent() || evaluated.containsKey(Setting.INITIAL_DURATION);
    }

    /// What holds for a message that failed. An expression that gives no number is as if it were not there, with a
    /// warning: the failure itself counts more.
    SuspensionPolicy policy(View view) {
        SuspensionPolicy policy = fixed;
        for (Map.Entry<Setting, AttributeValue> entry : evaluated.entrySet()) {
            Optional<Double> number = number(entry.getKey(), entry.getValue().of(view));
            if (number.isPresent()) {
                policy = with(policy, entry.getKey(), number.get());
            }
        }
        return policy;
    }

    private static Optional<Double> number(Setting setting, String text) {
        try {
            double number = Double.parseDouble(text.strip());
            if (number >= 0 && Double.isFinite(number)) {
                return Optional.of(number);
            }
        } catch (NumberFormatException e) {
            LOGGER.log(Level.DEBUG, "not a number", e);
        }
        LOGGER.log(Level.WARNING, "The expression for {0} gives no number of 0 or more", setting);
        return Optional.empty();
    }

    private static SuspensionPolicy with(SuspensionPolicy policy, Setting setting, double value) {
        SuspensionPolicy.Marking marking = policy.marking();
        Duration millis = Duration.ofMillis((long) value);
        return switch (setting) {
            case RETRIES -> policy.with(new SuspensionPolicy.Marking(marking.codes(), (int) value, marking.delay()));
            case RETRY_DELAY -> policy.with(new SuspensionPolicy.Marking(marking.codes(), marking.retries(), millis));
            case INITIAL_DURATION ->
                new SuspensionPolicy(
                        marking, policy.codes(), Optional.of(millis), policy.progressionFactor(), policy.maximum());
            case FACTOR ->
                new SuspensionPolicy(marking, policy.codes(), policy.initialDuration(), value, policy.maximum());
            case MAXIMUM_DURATION ->
                new SuspensionPolicy(
                        marking, policy.codes(), policy.initialDuration(), policy.progressionFactor(), millis);
        };
    }
}
