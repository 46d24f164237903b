// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.entry;

import dev.holdfast.entry.InboundEndpoint.Apis;
import dev.holdfast.entry.InboundEndpoint.Route;
import dev.holdfast.entry.InboundEndpoint.State;
import dev.holdfast.expression.BoundedPattern;
import dev.holdfast.mediation.FlowReading;
import dev.holdfast.reading.Kind;
import dev.holdfast.transport.Listeners;
import dev.holdfast.xml.XmlElement;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;

/// Reads an inbound endpoint. For one use.
final class InboundReader {

    private static final String PORT = "inbound.http.port";
    private static final String FILTER = "dispatch.filter.pattern";
    private static final String APIS = "api.dispatching.enabled";
    private static final int HIGHEST_PORT = 65_535;

    private final XmlElement element;
    private final FlowReading reading;
    private final String name;

    InboundReader(XmlElement element, FlowReading reading) {
        this.element = element;
        this.reading = reading;
        this.name = reading.required(element, "name").strip();
    }

    InboundEndpoint read() {
        if (element.attribute("class").isPresent()) {
            reading.unsupported(
                    element,
                    "the inbound endpoint class " + element.attribute("class").get()
                            + " (supported are the protocols http and https)");
            return unusable();
        }
        reading.follows(element, InboundEndpoint.SYNTAX);
        String protocol = reading.required(element, "protocol").strip().toLowerCase(Locale.ROOT);
        if (!protocol.equals("http") && !protocol.equals("https")) {
            if (!protocol.isEmpty()) {
                reading.unsupported(element, "the inbound protocol " + protocol + " (supported are http and https)");
            }
            return unusable();
        }
        InboundParameters parameters = InboundParameters.read(element, protocol.equals("https"), reading);
        Optional<Listeners.Tls> tls =
                protocol.equals("https") ? Optional.of(new InboundTls(parameters, reading).read()) : Optional.empty();
        State state = reading.flag(element, "suspend", false) ? State.SUSPENDED : State.LISTENING;
        return new InboundEndpoint(name, state, new Listeners.Place(name, port(parameters), tls), route(parameters));
    }

    /// What stands for one that cannot be deployed.
    private InboundEndpoint unusable() {
        return new InboundEndpoint(
                name,
                State.SUSPENDED,
                new Listeners.Place(name, 0, Optional.empty()),
                new Route(Optional.empty(), Optional.empty(), Optional.empty(), Apis.NOT_ASKED));
    }

    private int port(InboundParameters parameters) {
        Optional<String> text = parameters.text(PORT);
        if (text.isEmpty()) {
            reading.error(element, "parameter " + PORT + " is missing; an inbound endpoint needs it");
            return 0;
        }
        try {
            int port = Integer.parseInt(text.get());
            if (port > 0 && port <= HIGHEST_PORT) {
                return port;
            }
        } catch (NumberFormatException e) {
            reading.error(parameters.at(PORT), "parameter " + PORT + " is '" + text.get() + "', which is no number");
            return 0;
        }
        reading.error(
                parameters.at(PORT), "parameter " + PORT + " is " + text.get() + "; expected 1 to " + HIGHEST_PORT);
        return 0;
    }

    private Route route(InboundParameters parameters) {
        Optional<String> sequence = sequence("sequence");
        Optional<BoundedPattern> filter = filter(parameters);
        Apis apis = parameters.flag(APIS) ? Apis.FIRST : Apis.NOT_ASKED;
        if (sequence.isEmpty() && filter.isEmpty() && apis == Apis.NOT_ASKED) {
            reading.error(
                    element,
                    "attribute sequence is missing; an inbound endpoint needs it, or the parameter " + FILTER + " or "
                            + APIS);
        }
        return new Route(sequence, sequence("onError"), filter, apis);
    }

    private Optional<String> sequence(String attribute) {
        Optional<String> found = element.attribute(attribute).map(String::strip).filter(text -> !text.isEmpty());
        found.ifPresent(text -> reading.refersTo(Kind.SEQUENCE, text, element));
        return found;
    }

    private Optional<BoundedPattern> filter(InboundParameters parameters) {
        try {
            return parameters.text(FILTER).map(BoundedPattern::compile);
        } catch (PatternSyntaxException e) {
            reading.error(
                    parameters.at(FILTER), "parameter " + FILTER + " is no regular expression: " + e.getDescription());
            return Optional.empty();
        }
    }
}
