// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.artifact;

import dev.holdfast.processor.FailoverSettings;
import dev.holdfast.settings.Parameters;
import java.util.List;
import java.util.Optional;

/// Reads scheduled failover message forwarding processors.
final class FailoverReader implements ProcessorReader.KindOfProcessor {

    private static final String TYPE = "Failover-scheduled-message-forwarding-processor";
    private static final String TARGET = "message.target.store.name";

    private static final List<String> INERT = List.of(
            "message.processor.failMessagesStore",
            "message.processor.reply.sequence",
            "non.retry.status.codes",
            "max.store.connection.attempts",
            "store.connection.retry.interval",
            "target.endpoint",
            "delivery.concurrency",
            "delivery.ordering.key",
            RetryParameters.WHEN_DOWN,
            RetryParameters.DOWN_CODES,
            RetryParameters.RETRY_AFTER,
            RetryParameters.MAX_AGE,
            "axis2.repo",
            "axis2.config",
            "throttle",
            "quartz.conf",
            "pinnedServers");

    @Override
    public ProcessorDefinition read(Artifact artifact, Parameters parameters, String store) {
        ProcessorParameters common = new ProcessorParameters(artifact, parameters, store);
        parameters.requiredText(TARGET);
        if (artifact.element().attribute("targetEndpoint").isPresent()) {
            artifact.problems()
                    .warning(
                            artifact.location(),
                            "attribute 'targetEndpoint' has no effect: this processor moves messages to a store");
        }
        if (common.members() > 1) {
            parameters.warning(
                    ProcessorParameters.MEMBERS,
                    "parameter '" + ProcessorParameters.MEMBERS
                            + "' has no effect: one member moves as fast as the target takes");
        }
        FailoverSettings settings = new FailoverSettings(
                common.identity(),
                common.activation(),
                common.otherStore(TARGET).orElse(""),
                new FailoverSettings.Looking(common.interval(), common.cron()),
                new RetryParameters(common, parameters).ofMoving());
        FailoverBlueprint blueprint = new FailoverBlueprint(settings, common.sequences(false));
        INERT.forEach(name -> parameters.inert(name, "this processor moves messages to a store"));
        parameters.warnOfUnknown(List.of());
        return new ProcessorDefinition(
                Origin.of(artifact.element()),
                settings.identity(),
                Optional.of(settings.target()),
                TYPE,
                OutageBudget.ofFailover(settings.target(), settings.looking().interval()),
                blueprint,
                parameters.all());
    }
}
