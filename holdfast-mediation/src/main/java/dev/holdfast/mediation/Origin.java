// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediation;

/// Where a flow comes from.
///
/// @param logPrefix what log lines about it begin with, such as `{proxy:NAME} `; may be empty
/// @param logger the name of the logger for its faults
/// @param proxy the name of the proxy that was called; empty for none
public record Origin(String logPrefix, String logger, String proxy) {

    private static final String FAULTS = "org.apache.synapse.mediators.MediatorFaultHandler";

    /// A proxy.
    public static Origin proxy(String name) {
        return new Origin("{proxy:" + name + "} ", "SERVICE_LOGGER." + name, name);
    }

    /// An API.
    ///
    /// @param name as the artifact has it
    /// @param registered the same with its version
    public static Origin api(String name, String registered) {
        return new Origin("{api:" + registered + "} ", "API_LOGGER." + name, "");
    }

    /// An inbound endpoint.
    public static Origin inbound(String name) {
        return new Origin("{inboundendpoint:" + name + "} ", FAULTS, "");
    }

    /// A task.
    public static Origin task(String name) {
        return new Origin("{task:" + name + "} ", FAULTS, "");
    }

    /// Nothing with a name.
    public static Origin main() {
        return new Origin("", FAULTS, "");
    }
}
