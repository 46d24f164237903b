// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jms;

import dev.holdfast.grouping.Attempt;
import dev.holdfast.message.StoredMessage;
import dev.holdfast.upstream.WireFormat;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Sends to the queue, over one connection. Used by one thread at a time.
final class Sender {

    /// No time to live: the broker would end the message, or hand it to its own dead letters, unrecorded.
    private static final long NO_END = 0;

    private final Link link;
    private final WireFormat format;
    private final Queue queue;
    private final Session session;
    private final MessageProducer producer;
    private @Nullable Session batchSession;
    private @Nullable MessageProducer batchProducer;
    private Link.Word beforeCommit = () -> {};

    private Sender(Link link, WireFormat format, Queue queue, Session session, MessageProducer producer) {
        this.link = link;
        this.format = format;
        this.queue = queue;
        this.session = session;
        this.producer = producer;
    }

    static Sender open(Link link, NamingService naming, String queueName, WireFormat format)
            throws JMSException, javax.naming.NamingException {
        Session session = link.connection().createSession(false, Session.AUTO_ACKNOWLEDGE);
        Queue queue = naming.queue(queueName, session);
        return new Sender(link, format, queue, session, session.createProducer(queue));
    }

    Link link() {
        return link;
    }

    Queue queue() {
        return queue;
    }

    Session session() {
        return session;
    }

    /// Sends the messages: one by itself, several in one transaction, so that all are stored in their order or
    /// none is. When this returns, the broker has confirmed them.
    ///
    /// @param attempt told how far it has come, which decides what a failure means
    void send(List<StoredMessage> messages, Attempt attempt) throws JMSException {
        if (messages.size() == 1) {
            attempt.decisive();
            send(session, producer, messages.getFirst());
        } else {
            sendBatch(messages, attempt);
        }
    }

    /// Has the broker take a message and forget it again.
    void rehearse() throws JMSException {
        Session rehearsal = link.connection().createSession(true, Session.SESSION_TRANSACTED);
        try (MessageProducer toQueue = rehearsal.createProducer(queue)) {
            toQueue.send(rehearsal.createBytesMessage());
            rehearsal.rollback();
        } finally {
            rehearsal.close();
        }
    }

    /// Ends its sessions; what is not committed is forgotten by the broker.
    void close() {
        try {
            if (batchSession != null) {
                batchSession.close();
            }
            session.close();
        } catch (JMSException _) {
            link.cut();
        }
    }

    private void sendBatch(List<StoredMessage> messages, Attempt attempt) throws JMSException {
        Session batch = batchSession;
        MessageProducer toQueue = batchProducer;
        if (batch == null || toQueue == null) {
            batch = link.connection().createSession(true, Session.SESSION_TRANSACTED);
            toQueue = batch.createProducer(queue);
            batchSession = batch;
            batchProducer = toQueue;
            beforeCommit = ActiveMqClassic.sendAhead(link, toQueue);
        }
        for (StoredMessage message : messages) {
            send(batch, toQueue, message);
        }
        beforeCommit.say();
        attempt.decisive();
        batch.commit();
    }

    private void send(Session from, MessageProducer toQueue, StoredMessage stored) throws JMSException {
        toQueue.send(write(stored, from), mode(stored), priority(stored), NO_END);
    }

    private Message write(StoredMessage stored, Session from) throws JMSException {
        return switch (format) {
            case HOLDFAST -> WireForm.write(stored, from);
            case UPSTREAM, UPSTREAM_OLDER -> UpstreamForm.write(stored, from, format);
            case BALLERINA -> BallerinaForm.write(stored, from);
        };
    }

    private static int mode(StoredMessage stored) {
        return stored.message().options().durable() ? DeliveryMode.PERSISTENT : DeliveryMode.NON_PERSISTENT;
    }

    private static int priority(StoredMessage stored) {
        return stored.message().options().priority();
    }
}
