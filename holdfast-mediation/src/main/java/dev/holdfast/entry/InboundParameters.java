// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.entry;

import dev.holdfast.mediation.FlowReading;
import dev.holdfast.settings.NearestName;
import dev.holdfast.xml.XmlElement;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The parameters of an inbound endpoint while it is read. Not thread-safe.
final class InboundParameters {

    private static final Set<String> KNOWN =
            Set.of("inbound.http.port", "dispatch.filter.pattern", "api.dispatching.enabled");
    private static final Set<String> OF_TLS = Set.of(
            "keystore",
            "truststore",
            "SSLVerifyClient",
            "SSLProtocol",
            "HttpsProtocols",
            "PreferredCiphers",
            "CertificateRevocationVerifier");

    /// Threads and polling, which there are none of.
    private static final Set<String> INERT = Set.of(
            "inbound.worker.pool.size.core",
            "inbound.worker.pool.size.max",
            "inbound.worker.thread.keep.alive.sec",
            "inbound.worker.pool.queue.length",
            "inbound.thread.group.id",
            "inbound.thread.id",
            "inbound.behavior",
            "interval",
            "sequential",
            "coordination");

    private final FlowReading reading;
    private final XmlElement endpoint;
    private final Map<String, XmlElement> byName = new LinkedHashMap<>();

    private InboundParameters(XmlElement endpoint, FlowReading reading) {
        this.endpoint = endpoint;
        this.reading = reading;
    }

    /// @param tls whether those of TLS have a meaning
    static InboundParameters read(XmlElement endpoint, boolean tls, FlowReading reading) {
        InboundParameters parameters = new InboundParameters(endpoint, reading);
        for (XmlElement list : endpoint.children("parameters")) {
            reading.knowsChildren(list, Set.of("parameter"));
            list.children("parameter").forEach(parameter -> parameters.add(parameter, tls));
        }
        return parameters;
    }

    private void add(XmlElement parameter, boolean tls) {
        reading.knows(parameter, "name", "key", "locked");
        String name = reading.required(parameter, "name").strip();
        if (parameter.attribute("key").isPresent()) {
            reading.unsupported(parameter, "the value of an inbound parameter in the registry (key)");
        }
        if (KNOWN.contains(name) || (tls && OF_TLS.contains(name))) {
            if (byName.put(name, parameter) != null) {
                reading.error(parameter, "parameter " + name + " is given twice");
            }
        } else if (!name.isEmpty() && !INERT.contains(name)) {
            reading.error(
                    parameter,
                    "parameter " + name + " is not known for this protocol"
                            + NearestName.hint(name, tls ? OF_TLS : KNOWN));
        }
    }

    /// The text of the parameter, with its placeholders filled in; empty for none.
    Optional<String> text(String name) {
        XmlElement parameter = byName.get(name);
        return parameter == null
                ? Optional.empty()
                : Optional.of(reading.resolve(parameter, parameter.text().strip())
                                .strip())
                        .filter(text -> !text.isEmpty());
    }

    /// Whether the parameter says true; without it false.
    boolean flag(String name) {
        String text = text(name).orElse("false").toLowerCase(Locale.ROOT);
        if (!text.equals("true") && !text.equals("false")) {
            reading.error(at(name), "parameter " + name + " is '" + text + "'; expected true or false");
        }
        return text.equals("true");
    }

    /// The element of the parameter; that of the endpoint for none.
    XmlElement at(String name) {
        return byName.getOrDefault(name, endpoint);
    }

    /// The element of that name inside the parameter.
    Optional<XmlElement> child(String name, String child) {
        return Optional.ofNullable(byName.get(name)).flatMap(parameter -> parameter.child(child));
    }

    boolean has(String name) {
        return byName.containsKey(name);
    }
}
