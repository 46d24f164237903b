// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.expression;

import dev.holdfast.content.Body;
import dev.holdfast.message.PropertyValue;
import java.time.Instant;
import java.util.Optional;

/// What an expression sees of a flow. Nothing but [#body] may parse the body.
public interface View {

    /// The current message's body.
    Body body();

    /// The property of that name in any scope but those of [Surroundings]: header fields for the transport
    /// scope,
    /// parameters of the template for func.
    Optional<PropertyValue> property(Scope scope, String name);

    /// The WS-Addressing field of that name: To, From, Action, ReplyTo, FaultTo, RelatesTo, MessageID.
    Optional<String> addressing(String name);

    /// The decoded parameter of the request's query.
    Optional<String> queryParameter(String name);

    /// The variable of that name (`vars`).
    Optional<PropertyValue> variable(String name);

    /// The text of the local entry of that key.
    Optional<String> localEntry(String key);

    /// The environment, files and system properties.
    Surroundings surroundings();

    /// Now.
    Instant now();
}
