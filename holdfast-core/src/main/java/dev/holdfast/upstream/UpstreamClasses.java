// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.upstream;

import java.util.List;
import java.util.Optional;

/// The classes of a stored message as releases of Synapse serialize them. None of them declares a
/// serialVersionUID; these are what a Java virtual machine computes. Stateless.
final class UpstreamClasses {

    private static final String PACKAGE = "L" + JavaClasses.SYNAPSE.replace('.', '/');
    private static final String TEXT = "Ljava/lang/String;";
    private static final String MAP = "Ljava/util/HashMap;";

    static final JavaType STORABLE = type(
            "StorableMessage",
            -4017032465030780647L,
            field("priority", "I"),
            field("axis2message", PACKAGE + "Axis2Message;"),
            field("synapseMessage", PACKAGE + "SynapseMessage;"));

    static final JavaType AXIS2 = type(
            "Axis2Message",
            4039974525414318462L,
            field("FLOW", "I"),
            field("isDoingGET", "Z"),
            field("isDoingMTOM", "Z"),
            field("isDoingPOX", "Z"),
            field("isDoingSWA", "Z"),
            field("action", TEXT),
            field("faultToAddress", TEXT),
            field("fromAddress", TEXT),
            field("jsonStream", "[B"),
            field("messageID", TEXT),
            field("operationAction", TEXT),
            field("operationName", "Ljavax/xml/namespace/QName;"),
            field("properties", MAP),
            field("relatesToMessageId", TEXT),
            field("replyToAddress", TEXT),
            field("service", TEXT),
            field("soapEnvelope", TEXT),
            field("toAddress", TEXT),
            field("transportInName", TEXT),
            field("transportOutName", TEXT));

    private static final JavaType SYNAPSE = type(
            "SynapseMessage",
            -6297561592988596840L,
            field("faultResponse", "Z"),
            field("messageFlowTracingState", "I"),
            field("response", "Z"),
            field("tracingState", "I"),
            field("localEntries", "Ljava/util/ArrayList;"),
            field("properties", MAP),
            field("propertyObjects", MAP));

    private static final JavaType SYNAPSE_OLDER = type(
            "SynapseMessage",
            -8554668669427003761L,
            field("faultResponse", "Z"),
            field("response", "Z"),
            field("tracingState", "I"),
            field("localEntries", "Ljava/util/ArrayList;"),
            field("properties", MAP),
            field("propertyObjects", MAP));

    private UpstreamClasses() {}

    /// Which form of the class that changed.
    enum Release {
        /// With the state of flow tracing.
        TRACING_FLOWS,
        /// Before that.
        OLDER
    }

    static JavaType synapse(Release release) {
        return switch (release) {
            case TRACING_FLOWS -> SYNAPSE;
            case OLDER -> SYNAPSE_OLDER;
        };
    }

    private static JavaType type(String name, long version, JavaType.Field... fields) {
        return new JavaType(JavaClasses.SYNAPSE + name, version, false, List.of(fields), Optional.empty());
    }

    private static JavaType.Field field(String name, String type) {
        return new JavaType.Field(name, type);
    }
}
