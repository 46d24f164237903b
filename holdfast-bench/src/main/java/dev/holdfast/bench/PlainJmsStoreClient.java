// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.bench;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.apache.activemq.ActiveMQPrefetchPolicy;

/// A client of ActiveMQ Classic as a guide to JMS has it: each thread has a connection and a session; each send is
/// persistent and waits for the broker's word; each message is received and acknowledged by itself. Fewer connections
/// would be slower: the broker serves each with one thread, which waits for the flush.
final class PlainJmsStoreClient implements StoreClient {

    private static final int BODY_BYTES = 1024;
    private static final int PREFETCH = StoreFigure.SPARE / StoreFigure.THREADS;
    private static final long PATIENCE_MILLIS = 10_000;

    private final ActiveMQConnectionFactory factory;
    private final String queue;
    private final List<Connection> connections = new ArrayList<>();
    private final List<MessageConsumer> consumers = new ArrayList<>();
    private int appenders;
    private int takers;

    PlainJmsStoreClient(String url, String queue, Acknowledging acknowledging) {
        this.queue = queue;
        this.factory = new ActiveMQConnectionFactory(url);
        factory.setAlwaysSyncSend(true);
        factory.setWatchTopicAdvisories(false);
        factory.setSendAcksAsync(acknowledging == Acknowledging.UNCONFIRMED);
        ActiveMQPrefetchPolicy prefetch = new ActiveMQPrefetchPolicy();
        prefetch.setQueuePrefetch(PREFETCH);
        factory.setPrefetchPolicy(prefetch);
    }

    @Override
    public synchronized Runnable appender() {
        byte[] body = new byte[BODY_BYTES];
        try {
            Session session =
                    connection(appenders++ % StoreFigure.THREADS).createSession(false, Session.AUTO_ACKNOWLEDGE);
            MessageProducer producer = session.createProducer(session.createQueue(queue));
            return () -> send(session, producer, body);
        } catch (JMSException e) {
            throw failure(e);
        }
    }

    private static void send(Session session, MessageProducer producer, byte[] body) {
        try {
            BytesMessage message = session.createBytesMessage();
            message.writeBytes(body);
            producer.send(message);
        } catch (JMSException e) {
            throw failure(e);
        }
    }

    /// Consumers have messages in advance, so that later threads go on with those of earlier ones.
    @Override
    public synchronized BooleanSupplier taker() {
        try {
            int number = takers++ % StoreFigure.THREADS;
            if (number == consumers.size()) {
                Session session = connection(number).createSession(false, Session.CLIENT_ACKNOWLEDGE);
                consumers.add(session.createConsumer(session.createQueue(queue)));
            }
            MessageConsumer consumer = consumers.get(number);
            return () -> take(consumer);
        } catch (JMSException e) {
            throw failure(e);
        }
    }

    private static boolean take(MessageConsumer consumer) {
        try {
            Message message = consumer.receive(PATIENCE_MILLIS);
            if (message == null) {
                return false;
            }
            message.acknowledge();
            return true;
        } catch (JMSException e) {
            throw failure(e);
        }
    }

    private Connection connection(int number) throws JMSException {
        if (number == connections.size()) {
            Connection connection = factory.createConnection();
            connection.start();
            connections.add(connection);
        }
        return connections.get(number);
    }

    @Override
    public synchronized void close() {
        try {
            for (Connection connection : connections) {
                connection.close();
            }
        } catch (JMSException e) {
            throw failure(e);
        }
    }

    private static IllegalStateException failure(JMSException cause) {
        return new IllegalStateException("the plain client failed", cause);
    }
}
