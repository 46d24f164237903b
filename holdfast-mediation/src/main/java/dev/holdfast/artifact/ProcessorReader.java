// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.artifact;

import dev.holdfast.reading.Kind;
import dev.holdfast.reading.Syntax;
import dev.holdfast.settings.NearestName;
import dev.holdfast.settings.Parameters;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// Reads message processors.
final class ProcessorReader {

    static final Syntax SYNTAX = Syntax.of("messageProcessor", "Takes messages out of a store and sends them on.")
            .required("name", "by which others refer to it")
            .required(
                    "class",
                    "ScheduledMessageForwardingProcessor, FailoverScheduledMessageForwardingProcessor, SamplingProcessor")
            .required("messageStore", "where it takes messages from")
            .optional(
                    "targetEndpoint",
                    "",
                    "where a forwarding processor sends them; else parameter or property" + " target.endpoint")
            .child("parameter", "name and text, or key of a resource; see the page of parameters")
            .differs(
                    "Attempts, waiting times and what an operator has switched survive a restart. A processor that gave"
                            + " up tries again by itself.")
            .differs("The sampling processor acknowledges a message when the sequence, or the handler of its fault, has"
                    + " ended. A fault that nobody handles is an attempt.")
            .differs("The failover processor moves messages in batches, as fast as the target takes them.");

    private static final String FORWARDING =
            "org.apache.synapse.message.processor.impl.forwarder.ScheduledMessageForwardingProcessor";
    private static final String OLD_FORWARDING =
            "org.apache.synapse.message.processors.forward.ScheduledMessageForwardingProcessor";
    private static final String FAILOVER =
            "org.apache.synapse.message.processor.impl.failover.FailoverScheduledMessageForwardingProcessor";

    private static final String SAMPLING = "org.apache.synapse.message.processor.impl.sampler.SamplingProcessor";
    private static final String OLD_SAMPLING = "org.apache.synapse.message.processors.sampler.SamplingProcessor";

    private static final Map<String, KindOfProcessor> CLASSES = new TreeMap<>(Map.of(
            FORWARDING, new ForwardingReader(),
            OLD_FORWARDING, new ForwardingReader(),
            FAILOVER, new FailoverReader(),
            SAMPLING, new SamplingReader(),
            OLD_SAMPLING, new SamplingReader()));

    private final KnownResources resources;

    /// Reads one kind of processor. Thread-safe.
    interface KindOfProcessor {

        /// Reads the parameters of one, and reports what is wrong with them.
        ///
        /// @param store that it takes messages from
        ProcessorDefinition read(Artifact artifact, Parameters parameters, String store);
    }

    /// @param resources that a parameter may name
    ProcessorReader(KnownResources resources) {
        this.resources = resources;
    }

    /// Reads one, and reports what is wrong with it.
    Optional<ProcessorDefinition> read(Artifact artifact) {
        artifact.reading().follows(artifact.element(), SYNTAX);
        String store = artifact.reading().required(artifact.element(), "messageStore");
        if (!store.isEmpty()) {
            artifact.refersTo(Kind.MESSAGE_STORE, store, artifact.location());
        }
        Parameters parameters =
                new ParameterReader(artifact.problems(), UnaryOperator.identity(), resources).read(artifact.element());
        return kind(artifact).map(kind -> kind.read(artifact, parameters, store));
    }

    private static Optional<KindOfProcessor> kind(Artifact artifact) {
        String wanted = artifact.reading().required(artifact.element(), "class").strip();
        Optional<KindOfProcessor> kind = Optional.ofNullable(CLASSES.get(wanted));
        if (kind.isEmpty() && !wanted.isEmpty()) {
            artifact.reading()
                    .error(
                            artifact.element(),
                            "the class '" + wanted + "' of a message processor is not supported; expected one of "
                                    + List.copyOf(CLASSES.keySet()) + NearestName.hint(wanted, CLASSES.keySet()));
        }
        return kind;
    }
}
