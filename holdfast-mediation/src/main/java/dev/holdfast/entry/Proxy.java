// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.entry;

import dev.holdfast.mediation.FlowReading;
import dev.holdfast.mediation.Pinned;
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
/// @param inboundOnly whether only inbound endpoints and tasks call it
/// @param pinnedServers the only servers on which it runs; empty for all
/// @param target what it does
public record Proxy(
        String name,
        Location location,
        Set<String> transports,
        boolean startOnLoad,
        boolean inboundOnly,
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
        return new Proxy(
                reading.required(element, "name"),
                element.location(),
                transports(element, reading),
                reading.flag(element, "startOnLoad", true),
                parameters(element, reading),
                words(reading.resolve(
                        element, element.attribute("pinnedServers").orElse(""))),
                target(element, reading));
    }

    /// Whether it can be called by that transport now.
    ///
    /// @param door by which the request came
    boolean isCallable(String scheme, String door) {
        return startOnLoad
                && (!inboundOnly || !door.equals(Dispatcher.DEFAULT_DOOR))
                && (transports.isEmpty() || transports.contains(scheme));
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
            return Target.nothing();
        }
        Target read = Target.readWithEndpoint(found.get(), reading);
        if (read.in().isEmpty() && read.endpoint().isEmpty()) {
            reading.error(found.get(), "neither an inSequence nor an endpoint is given; a proxy needs one of them");
        }
        return read;
    }

    /// Whether the parameters say that only inbound endpoints call it.
    private static boolean parameters(XmlElement element, FlowReading reading) {
        boolean inboundOnly = false;
        for (XmlElement parameter : element.children("parameter")) {
            reading.knows(parameter, "name", "locked");
            String name = reading.required(parameter, "name").strip();
            if (name.equals("inbound.only")) {
                inboundOnly = parameter.text().strip().equalsIgnoreCase("true");
            } else if (!name.isEmpty() && !INERT_PARAMETERS.contains(name)) {
                reading.problems().warning(parameter.location(), "parameter " + name + " of a proxy has no effect");
            }
        }
        return inboundOnly;
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split("[\\s,]+", -1))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
