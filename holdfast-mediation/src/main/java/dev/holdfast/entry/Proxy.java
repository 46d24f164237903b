// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.entry;

import dev.holdfast.entry.PublishedWsdl.WhenMissing;
import dev.holdfast.mediation.FlowReading;
import dev.holdfast.mediation.Pinned;
import dev.holdfast.reading.Syntax;
import dev.holdfast.settings.Location;
import dev.holdfast.xml.XmlElement;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// A service that clients call under `/services/NAME`. Immutable.
///
/// @param name under which it is called
/// @param location of its definition
/// @param reach by whom it is called
/// @param pinnedServers the only servers on which it runs; empty for all
/// @param target what it does
/// @param wsdl what it tells of itself; empty for nothing
public record Proxy(
        String name,
        Location location,
        Reach reach,
        List<String> pinnedServers,
        Target target,
        Optional<PublishedWsdl> wsdl)
        implements Pinned {

    /// What it may hold.
    public static final Syntax SYNTAX = Syntax.of(
                    "proxy", "A service that clients call under /services/NAME, with any method.")
            .required("name", "under which it is called")
            .optional("transports", "all", "http, https, all, with blanks or commas between")
            .optional("startOnLoad", "true", "false: it is deployed, and not reachable")
            .optional("pinnedServers", "any", "names of nodes; elsewhere it is not started")
            .inert("serviceGroup")
            .child("target", "what it does")
            .child("publishWSDL", "what clients are shown that ask for ?wsdl, ?wsdl2, ?xsd")
            .child("parameter", "inbound.only true: only inbound endpoints and tasks call it; others have no effect")
            .child("enableAddressing", "accepted without effect: addressing headers are always kept")
            .child("enableSec", "an error: WS-Security is not supported")
            .child("policy", "an error: WS-Policy is not supported");

    private static final Set<String> INERT_PARAMETERS = Set.of(
            "disableOperationValidation",
            "serviceType",
            "useOriginalwsdl",
            "modifyUserWSDLPortAddress",
            "enablePublishWSDLSafeMode",
            "ApplicationXMLBuilder.allowDTD");

    /// By whom it is called.
    ///
    /// @param transports `http` and `https`; empty for all
    /// @param startOnLoad whether it runs after it was deployed
    /// @param inboundOnly whether only inbound endpoints and tasks call it
    public record Reach(Set<String> transports, boolean startOnLoad, boolean inboundOnly) {

        /// Copies the set.
        public Reach {
            transports = Set.copyOf(transports);
        }
    }

    /// Copies the list.
    public Proxy {
        pinnedServers = List.copyOf(pinnedServers);
    }

    /// Reads a proxy.
    public static Proxy read(XmlElement element, FlowReading reading) {
        reading.follows(element, SYNTAX);
        element.child("enableSec").ifPresent(at -> reading.unsupported(at, "WS-Security (enableSec)"));
        element.child("policy").ifPresent(at -> reading.unsupported(at, "WS-Policy (policy)"));
        return new Proxy(
                reading.required(element, "name"),
                element.location(),
                new Reach(
                        transports(element, reading),
                        reading.flag(element, "startOnLoad", true),
                        parameters(element, reading)),
                List.copyOf(Words.of(reading.resolve(
                        element, element.attribute("pinnedServers").orElse("")))),
                target(element, reading),
                element.child("publishWSDL")
                        .flatMap(child -> PublishedWsdl.read(child, whenMissing(element), reading)));
    }

    /// This, with another description; empty for none.
    public Proxy showing(Optional<PublishedWsdl> description) {
        return new Proxy(name, location, reach, pinnedServers, target, description);
    }

    /// Whether it runs at all.
    boolean isStarted() {
        return reach.startOnLoad;
    }

    /// Whether it can be called by that transport now.
    ///
    /// @param door by which the request came
    boolean isCallable(String scheme, String door) {
        return reach.startOnLoad
                && (!reach.inboundOnly || !door.equals(Dispatcher.DEFAULT_DOOR))
                && (reach.transports.isEmpty() || reach.transports.contains(scheme));
    }

    private static Set<String> transports(XmlElement element, FlowReading reading) {
        Set<String> named = Words.of(element.attribute("transports").orElse("").toLowerCase(Locale.ROOT));
        if (named.contains("all")) {
            return Set.of();
        }
        named.stream()
                .filter(name -> !name.equals("http") && !name.equals("https"))
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

    private static WhenMissing whenMissing(XmlElement element) {
        boolean safe = element.children("parameter").stream()
                .filter(parameter -> parameter.attribute("name").orElse("").equals("enablePublishWSDLSafeMode"))
                .anyMatch(parameter -> parameter.text().strip().equalsIgnoreCase("true"));
        return safe ? WhenMissing.GO_ON : WhenMissing.REFUSE;
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
}
