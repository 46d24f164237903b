// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.endpoints;

import dev.holdfast.reading.Kind;
import dev.holdfast.reading.Reading;
import dev.holdfast.settings.Location;
import dev.holdfast.xml.XmlElement;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// An endpoint as an artifact defines it.
public sealed interface EndpointDefinition {

    /// How logs call an endpoint without a name.
    String ANONYMOUS = "AnonymousEndpoint";

    /// Its name; [#ANONYMOUS] where it has none.
    String name();

    /// An address.
    ///
    /// @param name its name
    /// @param location of its definition; tells two endpoints without names apart
    /// @param uri where to send; `${p}` in it stands for the property p of the message. Empty: to the message's
    ///     To
    /// @param format of what is sent
    /// @param quality how long it may take, and when it is suspended
    record Leaf(String name, Location location, Optional<String> uri, MessageFormat format, Quality quality)
            implements EndpointDefinition {

        private static final Leaf IMPLICIT = new Leaf(
                ANONYMOUS,
                Location.of("(built in)"),
                Optional.empty(),
                MessageFormat.AS_IS,
                new Quality(Optional.empty(), SuspensionPolicy.none()));

        /// The address in the message. It is never suspended: it stands for many.
        public static Leaf implicit() {
            return IMPLICIT;
        }

        /// The address as logs show it.
        String address() {
            return uri.orElse("To of the message");
        }
    }

    /// Another name of an endpoint.
    record Alias(String name, String key) implements EndpointDefinition {}

    /// How long an endpoint may take, and when it is suspended.
    record Quality(Optional<Duration> timeout, SuspensionPolicy suspension) {}

    /// Reads an `endpoint` artifact.
    static EndpointDefinition read(XmlElement element, Reading reading) {
        String name = reading.required(element, "name");
        Optional<String> key = element.attribute("key").filter(text -> !text.isBlank());
        if (key.isPresent()) {
            reading.refersTo(Kind.ENDPOINT, key.get(), element);
            return new Alias(name, key.get());
        }
        return readLeaf(element, reading).orElseGet(Leaf::implicit);
    }

    /// Reads an `endpoint` element that holds its definition; empty when, reported, it cannot be read.
    static Optional<Leaf> readLeaf(XmlElement element, Reading reading) {
        return new EndpointReader(element, reading).read();
    }

    /// The URI, if it is one to which HTTP can send.
    static Optional<URI> httpUri(String text) {
        try {
            URI uri = URI.create(text);
            boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            return http && uri.getHost() != null ? Optional.of(uri) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// The elements that hold a definition and can be read.
    Set<String> FORMS = Set.of("address", "default");
}
