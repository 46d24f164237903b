// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.bench;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.MessageProperties;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// A client of RabbitMQ as its guide has it: a channel for each thread that appends, which waits for the
/// confirmation of each message; one consumer, whose messages threads acknowledge one by one, without a word of
/// the broker about that.
final class PlainRabbitMqClient implements StoreClient {

    private static final int BODY_BYTES = 1024;
    private static final int PREFETCH = 256;
    private static final long CONFIRM_MILLIS = 30_000;

    private final Connection connection;
    private final String queue;
    private final BlockingQueue<Long> arrived = new LinkedBlockingQueue<>();
    private @Nullable Channel consumer;

    PlainRabbitMqClient(int port, String queue) {
        this.queue = queue;
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost("127.0.0.1");
        factory.setPort(port);
        try {
            this.connection = factory.newConnection();
            try (Channel channel = connection.createChannel()) {
                channel.queueDeclare(queue, true, false, false, null);
            }
        } catch (IOException | TimeoutException e) {
            throw new IllegalStateException("the plain client cannot connect", e);
        }
    }

    @Override
    public Runnable appender() {
        byte[] body = new byte[BODY_BYTES];
        try {
            Channel channel = connection.createChannel();
            channel.confirmSelect();
            return () -> append(channel, body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void append(Channel channel, byte[] body) {
        try {
            channel.basicPublish("", queue, true, MessageProperties.PERSISTENT_BASIC, body);
            channel.waitForConfirmsOrDie(CONFIRM_MILLIS);
        } catch (IOException | TimeoutException e) {
            throw new IllegalStateException("the plain client failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the plain client sent", e);
        }
    }

    @Override
    public BooleanSupplier taker() {
        Channel shared = consumer();
        return () -> {
            try {
                long tag = arrived.take();
                synchronized (shared) {
                    shared.basicAck(tag, false);
                }
                return true;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while the plain client received", e);
            }
        };
    }

    private synchronized Channel consumer() {
        Channel known = consumer;
        if (known == null) {
            try {
                known = connection.createChannel();
                known.basicQos(PREFETCH);
                known.basicConsume(
                        queue,
                        false,
                        (_, delivery) -> arrived.add(delivery.getEnvelope().getDeliveryTag()),
                        _ -> {});
                consumer = known;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return known;
    }

    @Override
    public void close() {
        connection.abort();
    }
}
