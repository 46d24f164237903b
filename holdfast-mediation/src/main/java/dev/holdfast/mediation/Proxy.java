// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediation;

import dev.holdfast.reading.Kind;
import dev.holdfast.settings.Location;
import dev.holdfast.xml.XmlElement;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// A service that clients call under `/services/NAME`.
///
/// @param name under which it is called
/// @param location of its definition
/// @param transports by which it can be called, `http` and `https`; empty for all
/// @param startOnLoad whether it runs after it was deployed
/// @param pinnedServers the only servers on which it runs; empty for all
/// @param target what it does
public record Proxy(
        String name,
        Location location,
        Set<String> transports,
        boolean startOnLoad,
        List<String> pinnedServers,
        Target target)
        implements Pinned {

    private static final Set<String> KNOWN_TRANSPORTS = Set.of("http", "https");
    private static final Set<String> INERT_PARAMETERS = Set.of(
            "disableOperationValidation",
            "serviceType",
            "useOriginalwsdl",
            "modifyUserWSDLPortAddress",
            "enablePublishWSDLSafeMode",
            "ApplicationXMLBuilder.allowDTD");

    /// What a proxy does.
    ///
    /// @param in for requests
    /// @param out for replies of what `send` sends to
    /// @param fault for faults
    /// @param endpoint where a request goes that comes through the in-sequence
    public record Target(
            Optional<SequenceSource> in,
            Optional<SequenceSource> out,
            Optional<SequenceSource> fault,
            Optional<EndpointReference> endpoint) {}

    /// Copies the collections.
    public Proxy {
        transports = Set.copyOf(transports);
        pinnedServers = List.copyOf(pinnedServers);
    }

    /// Reads a proxy.
    public static Proxy read(XmlElement element, FlowReading reading) {
        reading.knows(
                element, "name", "transports", "pinnedServers", "serviceGroup", "startOnLoad", "statistics", "trace");
        reading.knowsChildren(element, Set.of("description", "target", "parameter"));
        element.children("parameter").forEach(parameter -> readParameter(parameter, reading));
        return new Proxy(
                reading.required(element, "name"),
                element.location(),
                transports(element, reading),
                reading.flag(element, "startOnLoad", true),
                words(reading.resolve(
                        element, element.attribute("pinnedServers").orElse(""))),
                target(element, reading));
    }

    /// Whether it can be called by that transport now.
    boolean isCallable(String scheme) {
        return startOnLoad && (transports.isEmpty() || transports.contains(scheme));
    }

    /// What log lines of its messages begin with.
    String logPrefix() {
        return "{proxy:" + name + "} ";
    }

    private static Set<String> transports(XmlElement element, FlowReading reading) {
        Set<String> named = words(element.attribute("transports").orElse("")).stream()
                .map(word -> word.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        if (named.contains("all")) {
            return Set.of();
        }
        named.stream()
                .filter(name -> !KNOWN_TRANSPORTS.contains(name))
                .forEach(name -> reading.error(
                        element, "transport " + name + " is not supported; supported are http, https and all"));
        return named;
    }

    private static Target target(XmlElement proxy, FlowReading reading) {
        Optional<XmlElement> found = proxy.child("target");
        if (found.isEmpty()) {
            reading.error(proxy, "<target> is missing; a proxy needs it");
            return new Target(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        }
        XmlElement target = found.get();
        reading.knows(target, "inSequence", "outSequence", "faultSequence", "endpoint");
        reading.knowsChildren(target, Set.of("description", "inSequence", "outSequence", "faultSequence", "endpoint"));
        Target read = new Target(
                steps(target, "inSequence", reading),
                steps(target, "outSequence", reading),
                steps(target, "faultSequence", reading),
                endpoint(target, reading));
        if (read.in.isEmpty() && read.endpoint.isEmpty()) {
            reading.error(target, "neither an inSequence nor an endpoint is given; a proxy needs one of them");
        }
        return read;
    }

    private static Optional<SequenceSource> steps(XmlElement target, String name, FlowReading reading) {
        Optional<String> key = target.attribute(name).filter(text -> !text.isBlank());
        if (key.isPresent()) {
            reading.refersTo(Kind.SEQUENCE, key.get(), target);
            return Optional.of(new SequenceSource.Named(key.get()));
        }
        return target.child(name).map(child -> {
            reading.knows(child, "onError");
            return new SequenceSource.Inline(reading.sequence(child));
        });
    }

    private static Optional<EndpointReference> endpoint(XmlElement target, FlowReading reading) {
        Optional<String> key = target.attribute("endpoint").filter(text -> !text.isBlank());
        if (key.isPresent()) {
            reading.refersTo(Kind.ENDPOINT, key.get(), target);
            return Optional.of(EndpointReference.named(key.get()));
        }
        return target.child("endpoint").map(child -> EndpointReference.read(child, reading));
    }

    private static void readParameter(XmlElement parameter, FlowReading reading) {
        String name = reading.required(parameter, "name");
        if (name.equals("inbound.only") && parameter.text().strip().equalsIgnoreCase("true")) {
            reading.unsupported(parameter, "a proxy that only inbound endpoints call (inbound.only)");
        } else if (!name.isEmpty() && !name.equals("inbound.only") && !INERT_PARAMETERS.contains(name)) {
            reading.problems().warning(parameter.location(), "parameter " + name + " of a proxy has no effect");
        }
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split("[\\s,]+", -1))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
