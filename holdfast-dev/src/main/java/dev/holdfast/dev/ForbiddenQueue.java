// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.dev;

import org.apache.activemq.broker.Broker;
import org.apache.activemq.broker.BrokerFilter;
import org.apache.activemq.broker.ProducerBrokerExchange;
import org.apache.activemq.command.Message;

/// Lets nobody send to one queue.
final class ForbiddenQueue extends BrokerFilter {

    private final String queue;

    ForbiddenQueue(Broker next, String queue) {
        super(next);
        this.queue = queue;
    }

    @Override
    public void send(ProducerBrokerExchange exchange, Message message) throws Exception {
        if (message.getDestination().getPhysicalName().equals(queue)) {
            throw new SecurityException("nobody may send to queue " + queue);
        }
        super.send(exchange, message);
    }
}
