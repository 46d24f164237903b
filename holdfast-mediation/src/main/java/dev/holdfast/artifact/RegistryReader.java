// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.artifact;

import dev.holdfast.reading.Reading;
import dev.holdfast.reading.Syntax;
import dev.holdfast.resource.Registry;
import dev.holdfast.settings.Parameters;
import dev.holdfast.xml.XmlElement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/// Reads `registry`. There is one registry, of files; which class would provide it elsewhere makes no difference.
final class RegistryReader {

    static final Syntax SYNTAX = Syntax.of(
                    "registry", "How long what is read from the registry is taken to be current.")
            .optional("provider", "what upstream names", "has no effect; another class than upstream's is a warning")
            .child("parameter", "cachableDuration (15000): ms; root has no effect")
            .differs("The registry is the folder registry of the artifacts, and what archives bring.");

    /// What upstream's files name. Their registry is one of files, too.
    private static final Set<String> PROVIDERS = Set.of(
            "org.wso2.micro.integrator.registry.MicroIntegratorRegistry",
            "org.wso2.carbon.mediation.registry.MicroIntegratorRegistry",
            "org.wso2.carbon.mediation.registry.ESBRegistry",
            "org.wso2.carbon.mediation.registry.WSO2Registry");

    private RegistryReader() {}

    /// How long what has been read is taken to be unchanged.
    ///
    /// @param placeholders fills them in; throws IllegalArgumentException when one is not known
    static Duration caching(XmlElement element, Reading reading, UnaryOperator<String> placeholders) {
        reading.follows(element, SYNTAX);
        element.attribute("provider")
                .filter(provider -> !PROVIDERS.contains(provider.strip()))
                .ifPresent(provider -> reading.problems()
                        .warning(
                                element.location(),
                                "provider '" + provider + "' is not used; the registry is the folder registry of the"
                                        + " artifacts, and what archives bring"));
        Parameters parameters = new ParameterReader(
                        reading.problems(), placeholders, new KnownResources(Map.of(), Registry.Places.none()))
                .read(element);
        Duration caching = parameters.millis("cachableDuration", Registry.Places.USUAL_CACHING);
        parameters.inert("root", "the registry is in the folder of the artifacts");
        parameters.warnOfUnknown(List.of());
        return caching;
    }
}
