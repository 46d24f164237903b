// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.artifact;

import dev.holdfast.entry.Proxy;
import dev.holdfast.entry.PublishedWsdl;
import dev.holdfast.entry.PublishedWsdl.Document;
import dev.holdfast.entry.PublishedWsdl.WhenMissing;
import dev.holdfast.mediation.FlowReading;
import dev.holdfast.resource.Resource;
import java.util.Optional;
import java.util.function.Supplier;

/// Loads the descriptions that proxies name by a URL.
///
/// @param entries loads what has a URL
/// @param readings makes one whose problems are of no artifact
record Descriptions(LocalEntryReader entries, Supplier<FlowReading> readings) {

    /// The definition with what it names; unchanged when it names nothing.
    Defined<?> load(Artifact artifact, Defined<?> defined) {
        return defined.definition() instanceof Proxy proxy
                ? new Defined<>(
                        Proxy.class,
                        defined.name(),
                        proxy.showing(proxy.wsdl().flatMap(wsdl -> loaded(wsdl, artifact.reading()))))
                : defined;
    }

    private Optional<PublishedWsdl> loaded(PublishedWsdl wsdl, FlowReading reading) {
        if (!(wsdl.document() instanceof Document.Uri(var uri, var element, WhenMissing whenMissing))) {
            return Optional.of(wsdl);
        }
        FlowReading trial = readings.get();
        Optional<Resource> found = entries.source(element, uri, trial);
        if (whenMissing == WhenMissing.REFUSE) {
            reading.problems().addAll(trial.problems());
        } else {
            trial.problems().all().forEach(problem -> reading.problems().warning(problem.location(), problem.text()));
        }
        return found.map(resource -> wsdl.loaded(resource.text()));
    }
}
