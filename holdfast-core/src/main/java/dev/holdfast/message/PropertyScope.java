// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.message;

/// Which of a message's sets of properties a property belongs to. The names are those of Synapse.
public enum PropertyScope {
    /// Travels with the message through the whole flow.
    DEFAULT,
    /// Options of the transport, such as HTTP_SC; a response has its own.
    AXIS2,
    /// Variables of the flow (`vars`).
    VARIABLE,
    /// WS-Addressing: To, From, Action, ReplyTo, FaultTo, RelatesTo.
    ADDRESSING
}
