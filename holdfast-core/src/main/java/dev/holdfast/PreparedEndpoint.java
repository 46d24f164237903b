// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast;

import dev.holdfast.endpoint.Circuit;
import dev.holdfast.endpoint.Endpoint;
import dev.holdfast.endpoint.Outbound;
import dev.holdfast.endpoint.SendResult;
import dev.holdfast.message.Message;
import java.util.function.UnaryOperator;

/// An endpoint whose messages an application prepares before each attempt; what is stored stays as it is.
///
/// @param target where they go
/// @param preparation gives the message as it is sent; when it throws, nothing is sent, and the attempt
///     counts
record PreparedEndpoint(Endpoint target, UnaryOperator<Message> preparation) implements Endpoint {

    @Override
    public String name() {
        return target.name();
    }

    @Override
    public Circuit circuit() {
        return target.circuit();
    }

    @Override
    public SendResult send(Outbound outbound) {
        Message prepared = Barrier.prepare(preparation, outbound.message());
        return target.send(new Outbound(prepared, outbound.id(), outbound.attempt(), outbound.suspension()));
    }
}
