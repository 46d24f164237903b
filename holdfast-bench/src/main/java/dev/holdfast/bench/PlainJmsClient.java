// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.bench;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.activemq.ActiveMQConnectionFactory;

/// What a broker gives to a client that does nothing but send: 64 sessions on four connections, persistent
/// messages of
/// 1 KiB, each send waits for the broker's word.
final class PlainJmsClient {

    private static final int CONNECTIONS = 4;
    private static final int SESSIONS_EACH = 16;
    private static final int BODY_BYTES = 1024;

    private final ActiveMQConnectionFactory factory;
    private final String queue;

    PlainJmsClient(String url, String queue) {
        this.factory = new ActiveMQConnectionFactory(url);
        this.factory.setAlwaysSyncSend(true);
        this.factory.setWatchTopicAdvisories(false);
        this.queue = queue;
    }

    double sendsPerSecond(Effort effort) {
        long warm = System.nanoTime() + effort.warmUp().toNanos();
        long end = warm + effort.measured().toNanos();
        List<Connection> connections = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS * SESSIONS_EACH)) {
            List<Future<Integer>> counts = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                Connection connection = factory.createConnection();
                connections.add(connection);
                for (int j = 0; j < SESSIONS_EACH; j++) {
                    counts.add(threads.submit(() -> send(connection, warm, end)));
                }
            }
            int sum = 0;
            for (Future<Integer> count : counts) {
                sum += count.get();
            }
            for (Connection connection : connections) {
                connection.close();
            }
            return sum * 1e9 / effort.measured().toNanos();
        } catch (JMSException | ExecutionException e) {
            throw new IllegalStateException("the plain client failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the plain client sent", e);
        }
    }

    /// @return how many were sent between two moments
    private int send(Connection connection, long from, long to) throws JMSException {
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        MessageProducer producer = session.createProducer(session.createQueue(queue));
        producer.setDeliveryMode(DeliveryMode.PERSISTENT);
        byte[] body = new byte[BODY_BYTES];
        int sent = 0;
        for (long now = System.nanoTime(); to - now > 0; now = System.nanoTime()) {
            BytesMessage message = session.createBytesMessage();
            message.writeBytes(body);
            producer.send(message);
            if (now - from > 0) {
                sent++;
            }
        }
        return sent;
    }
}
