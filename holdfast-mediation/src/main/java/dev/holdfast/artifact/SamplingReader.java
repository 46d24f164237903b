// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.artifact;

import dev.holdfast.processor.SamplingSettings;
import dev.holdfast.reading.Kind;
import dev.holdfast.settings.Parameters;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Reads sampling processors.
final class SamplingReader implements ProcessorReader.KindOfProcessor {

    private static final String TYPE = "Sampling-processor";
    private static final String SEQUENCE = "sequence";
    private static final String CONCURRENCY = "concurrency";
    private static final Duration SHORTEST_INTERVAL = Duration.ofSeconds(1);

    private static final List<String> OF_OTHERS = List.of(
            "target.endpoint",
            "message.processor.reply.sequence",
            "message.processor.fault.sequence",
            "message.processor.deactivate.sequence",
            "non.retry.status.codes",
            "non.retry.dead.letter",
            "delivery.concurrency",
            "delivery.ordering.key",
            RetryParameters.WHEN_DOWN,
            RetryParameters.DOWN_CODES,
            RetryParameters.RETRY_AFTER);

    @Override
    public ProcessorDefinition read(Artifact artifact, Parameters parameters, String store) {
        ProcessorParameters common = new ProcessorParameters(artifact, parameters, store);
        SamplingSettings settings = new SamplingSettings(
                common.identity(),
                common.activation(),
                new SamplingSettings.Rate(
                        interval(common, parameters),
                        common.cron(),
                        common.members(),
                        parameters.count(CONCURRENCY, 1, 1)),
                new RetryParameters(common, parameters).ofSampling(),
                common.reconnect());
        SamplingBlueprint blueprint = new SamplingBlueprint(settings, sequence(common, parameters));
        if (artifact.element().attribute("targetEndpoint").isPresent()) {
            artifact.problems()
                    .warning(
                            artifact.location(),
                            "attribute 'targetEndpoint' has no effect: this processor hands messages to a sequence");
        }
        OF_OTHERS.forEach(name -> parameters.inert(name, "this processor hands messages to a sequence"));
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

    private static String sequence(ProcessorParameters common, Parameters parameters) {
        parameters.requiredText(SEQUENCE);
        return common.reference(SEQUENCE, Kind.SEQUENCE).orElse("");
    }

    private static Duration interval(ProcessorParameters common, Parameters parameters) {
        Duration interval = common.interval();
        if (interval.compareTo(SHORTEST_INTERVAL) >= 0) {
            return interval;
        }
        parameters.warning(
                ProcessorParameters.INTERVAL,
                "parameter '" + ProcessorParameters.INTERVAL + "' is less than "
                        + SHORTEST_INTERVAL.toMillis()
                        + ", which is the shortest interval of this processor; parameter '"
                        + CONCURRENCY + "' says how many messages it takes each time");
        return SHORTEST_INTERVAL;
    }
}
