// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jms;

import dev.holdfast.grouping.Attempt;
import dev.holdfast.store.StoreException;
import dev.holdfast.store.StoreException.Category;
import dev.holdfast.time.Timer;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// One message at a time, by nothing but the interfaces of JMS: any client can do that.
final class SingleFeed implements Feed {

    private final Link link;
    private final MessageConsumer consumer;
    private final Broker broker;
    private final Timer timer;
    private final Duration limit;

    SingleFeed(Link link, MessageConsumer consumer, JmsConsumer.Scene scene) {
        this.link = link;
        this.consumer = consumer;
        this.broker = scene.broker();
        this.timer = scene.timer();
        this.limit = scene.limit();
    }

    @Override
    public List<Message> take(int most, Duration wait) throws JMSException {
        Instant deadline = timer.instant().plus(wait).plus(limit);
        Timer.Task guard = timer.at(deadline, link::cut);
        try {
            Message message =
                    wait.isPositive() ? consumer.receive(Math.max(1, wait.toMillis())) : consumer.receiveNoWait();
            return message == null ? List.of() : List.of(message);
        } finally {
            guard.cancel();
        }
    }

    @Override
    public void acknowledge(Message message) {
        Attempt attempt = new Attempt();
        try {
            broker.call("acknowledge", attempt, () -> {
                attempt.uses(link::cut);
                attempt.decisive();
                message.acknowledge();
                return true;
            });
        } catch (StoreException e) {
            link.lost(String.valueOf(e.getMessage()));
            throw new StoreException(Category.UNKNOWN, String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public void giveBack() throws JMSException {
        if (ArtemisBroker.isBehind(link)) {
            ArtemisBroker.giveBack(link.connection(), consumer);
        }
    }
}
