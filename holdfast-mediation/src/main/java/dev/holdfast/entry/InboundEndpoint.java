// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.entry;

import dev.holdfast.expression.BoundedPattern;
import dev.holdfast.mediation.FlowReading;
import dev.holdfast.mediation.FlowSource;
import dev.holdfast.mediation.Services;
import dev.holdfast.reading.Syntax;
import dev.holdfast.transport.Listeners;
import dev.holdfast.xml.XmlElement;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.function.Supplier;

/// A port of its own, whose requests go through a sequence, or to APIs and proxies. Immutable.
///
/// @param name by which APIs are bound to it
/// @param state whether it listens
/// @param place where it listens
/// @param route where its requests go
public record InboundEndpoint(String name, State state, Listeners.Place place, Route route) implements FlowSource {

    /// What it may hold.
    public static final Syntax SYNTAX = Syntax.of(
                    "inboundEndpoint",
                    "A port of its own for requests, which go through a sequence, or to APIs and proxies.")
            .required("name", "its name, which binds-to of APIs may name")
            .required("protocol", "http or https")
            .optional("sequence", "", "takes the requests; needed unless APIs or proxies do")
            .optional("onError", "the sequence fault", "the sequence for its failures")
            .optional("suspend", "false", "true: it does not listen")
            .child("parameters", "each a parameter with a name")
            .differs("Worker pools have no effect: each request has a thread of its own.")
            .differs("A port that is taken is an ERROR in the log, and tried again every 30 s.");

    private static final Logger LOGGER = System.getLogger(InboundEndpoint.class.getName());

    /// Whether it listens.
    public enum State {
        /// It does.
        LISTENING,
        /// Its artifact says that it does not.
        SUSPENDED
    }

    /// Where requests go.
    ///
    /// @param sequence that takes them; empty where only APIs and proxies do
    /// @param onError that takes over after a fault; empty for the sequence `fault`
    /// @param filter paths that go to an API, a proxy or `main` and not through the sequence
    /// @param apis whether APIs are looked at before the sequence, where there is no filter
    public record Route(
            Optional<String> sequence, Optional<String> onError, Optional<BoundedPattern> filter, Apis apis) {}

    /// Whether APIs are looked at before the sequence.
    public enum Apis {
        /// They are.
        FIRST,
        /// They are not.
        NOT_ASKED
    }

    /// Reads an inbound endpoint.
    public static InboundEndpoint read(XmlElement element, FlowReading reading) {
        return new InboundReader(element, reading).read();
    }

    /// `http` or `https`.
    public String protocol() {
        return place.tls().isPresent() ? "https" : "http";
    }

    @Override
    public Running start(Supplier<Services> services) {
        if (state == State.SUSPENDED) {
            LOGGER.log(Level.INFO, "Inbound endpoint {0} is suspended by its artifact and does not listen", name);
            return within -> LOGGER.log(Level.DEBUG, "inbound endpoint {0} did not listen", name);
        }
        InboundRun run = new InboundRun(this, services);
        run.start();
        return run;
    }
}
