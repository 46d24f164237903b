// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.artifact;

import dev.holdfast.expression.Expression;
import dev.holdfast.expression.ExpressionSyntaxException;
import dev.holdfast.expression.Expressions;
import dev.holdfast.processor.ForwardingSettings;
import dev.holdfast.processor.Ordering;
import dev.holdfast.processor.Pace;
import dev.holdfast.reading.Kind;
import dev.holdfast.settings.Parameters;
import java.util.List;
import java.util.Optional;

/// Reads scheduled message forwarding processors.
final class ForwardingReader implements ProcessorReader.KindOfProcessor {

    private static final String TYPE = "Scheduled-message-forwarding-processor";
    private static final String CONCURRENCY = "delivery.concurrency";
    private static final String KEY = "delivery.ordering.key";
    private static final String TARGET = "target.endpoint";
    private static final String TARGET_ATTRIBUTE = "targetEndpoint";

    /// How many messages at once, and what keeps their order.
    private record Lanes(int concurrency, Optional<Expression> key) {

        Ordering withoutKey() {
            return concurrency == 1 ? new Ordering.Strict() : new Ordering.Unordered(concurrency);
        }
    }

    @Override
    public ProcessorDefinition read(Artifact artifact, Parameters parameters, String store) {
        ProcessorParameters common = new ProcessorParameters(artifact, parameters, store);
        Lanes lanes = lanes(parameters);
        int members = common.members();
        ForwardingSettings settings = new ForwardingSettings(
                common.identity(),
                common.activation(),
                new Pace(common.interval(), common.cron(), members),
                lanes.withoutKey(),
                new RetryParameters(common, parameters).ofForwarding(lanes.concurrency() > 1 || members > 1),
                common.reconnect());
        ForwardingBlueprint blueprint =
                new ForwardingBlueprint(settings, lanes.key(), endpoint(artifact, common), common.sequences(true));
        common.inert();
        parameters.warnOfUnknown(List.of());
        return new ProcessorDefinition(
                Origin.of(artifact.element()),
                settings.identity(),
                Optional.empty(),
                TYPE,
                OutageBudget.of(settings.retry(), settings.activation().reactivateAfter()),
                blueprint,
                parameters.all());
    }

    private static Optional<String> endpoint(Artifact artifact, ProcessorParameters common) {
        Optional<String> parameter = common.reference(TARGET, Kind.ENDPOINT);
        Optional<String> attribute = artifact.element()
                .attribute(TARGET_ATTRIBUTE)
                .map(String::strip)
                .filter(name -> !name.isEmpty());
        attribute.ifPresent(name -> artifact.refersTo(Kind.ENDPOINT, name, artifact.location()));
        return attribute.or(() -> parameter);
    }

    private static Lanes lanes(Parameters parameters) {
        int concurrency = parameters.count(CONCURRENCY, 1, 1);
        Optional<Expression> key = key(parameters);
        if (key.isPresent() && concurrency == 1) {
            parameters.warning(
                    KEY,
                    "parameter '" + KEY + "' has no effect: one message at a time keeps the order of all of them;"
                            + " parameter '" + CONCURRENCY + "' says how many");
            return new Lanes(concurrency, Optional.empty());
        }
        return new Lanes(concurrency, key);
    }

    private static Optional<Expression> key(Parameters parameters) {
        Optional<String> text = parameters.text(KEY);
        try {
            return text.map(expression -> Expressions.read(
                    expression, parameters.find(KEY).orElseThrow().namespaces()));
        } catch (ExpressionSyntaxException e) {
            parameters.error(KEY, "parameter '" + KEY + "': " + e.getMessage());
            return Optional.empty();
        }
    }
}
