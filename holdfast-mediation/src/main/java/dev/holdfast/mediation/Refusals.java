// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediation;

import dev.holdfast.xml.XmlElement;
import java.util.Map;
import java.util.Optional;

/// The mediators of Synapse that are not here, and what does the same in their place.
public final class Refusals {

    private static final String CLASS = "do it in a <class>, or in a service that <call> asks";
    private static final String TRANSFORM =
            "transform with <xslt> or <enrich>, or make the payload with <payloadFactory>, which also knows FreeMarker";
    private static final String GATE =
            "let what stands in front of this gateway, or a service that <call> asks, decide";

    private static final Map<String, String> INSTEAD = Map.ofEntries(
            Map.entry("bean", CLASS),
            Map.entry("builder", "bodies are read by their media type, when something looks inside"),
            Map.entry("datamapper", TRANSFORM),
            Map.entry(
                    "dataServiceCall",
                    "ask the database with <dblookup> or <dbreport>, or the data service with <call>"),
            Map.entry("ejb", CLASS),
            Map.entry("enqueue", "put the message into a message store with <store>; JMS_PRIORITY is its priority"),
            Map.entry("entitlementService", GATE),
            Map.entry("event", "put a copy into a message store with <clone> and <store>"),
            Map.entry("fastXSLT", "use <xslt>"),
            Map.entry("jsontransform", "change JSON with <enrich>, or make it with <payloadFactory>"),
            Map.entry("ntlm", "send through a proxy that speaks NTLM, or use an http endpoint with <authentication>"),
            Map.entry("oauthService", GATE),
            Map.entry("opa", GATE),
            Map.entry("pojoCommand", CLASS),
            Map.entry("publishEvent", "put a copy into a message store with <clone> and <store>"),
            Map.entry("rule", "decide with <filter> or <switch>, or in a service that <call> asks"),
            Map.entry("rules", "decide with <filter> or <switch>, or in a service that <call> asks"),
            Map.entry("sampler", "store the message, and let a message processor pace it"),
            Map.entry("script", "use expressions, <payloadFactory> with FreeMarker, or a <class>"),
            Map.entry("smooks", TRANSFORM),
            Map.entry("spring", CLASS),
            Map.entry("transaction", "a <store> is durable by itself; there are no transactions over several steps"),
            Map.entry("xquery", TRANSFORM));

    private Refusals() {}

    /// Their names, and what to use in place of each.
    public static Map<String, String> all() {
        return INSTEAD;
    }

    /// What to say of a mediator that is known and not here; empty for one that nobody knows.
    static Optional<String> of(XmlElement element) {
        String name = element.localName();
        if (name.indexOf('.') > 0) {
            return Optional.of(
                    "<" + name + "> is an operation of a connector, which is not supported; use <call> with an"
                            + " endpoint, or a message store");
        }
        return Optional.ofNullable(INSTEAD.get(name))
                .map(instead -> "mediator <" + name + "> is not supported; " + instead);
    }

    /// What to say of a mediator that nobody knows.
    static String unknown(XmlElement element) {
        return "Unknown mediator referenced by configuration element : {" + element.namespace() + "}"
                + element.localName();
    }
}
