// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jms;

import dev.holdfast.time.Timer;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.activemq.ActiveMQConnection;
import org.apache.activemq.ActiveMQDispatcher;
import org.apache.activemq.ActiveMQMessageConsumer;
import org.apache.activemq.command.ActiveMQDestination;
import org.apache.activemq.command.ActiveMQMessage;
import org.apache.activemq.command.ConsumerId;
import org.apache.activemq.command.MessageAck;
import org.apache.activemq.command.MessageDispatch;
import org.apache.activemq.command.MessagePull;
import org.apache.activemq.command.RemoveInfo;

/// Asks a broker of ActiveMQ Classic for several messages in one go: as many questions as messages are wanted, each
/// of which it answers with a message or with the word that there is none. So nothing comes that was not asked for,
/// and it is known when all has come. The client itself can only ask for one and wait for it, so this speaks to the
/// broker in the name of a consumer of the client, past that.
final class PullFeed implements Feed, ActiveMQDispatcher {

    /// The broker answers at once.
    private static final long AT_ONCE = -1;

    private final Link link;
    private final ActiveMQConnection connection;
    private final ConsumerId consumer;
    private final ActiveMQDestination queue;
    private final Timer timer;
    private final Duration limit;
    private final GroupAcknowledgement acknowledgements;
    private final Timer.Waiter answered;
    private final Appetite appetite = new Appetite();

    private final ReentrantLock lock = new ReentrantLock();
    private final List<ActiveMQMessage> arrived = new ArrayList<>();
    private int unanswered;
    private Instant due = Instant.MIN;

    private PullFeed(
            Link link,
            ActiveMQConnection connection,
            ConsumerId consumer,
            ActiveMQDestination queue,
            JmsConsumer.Scene scene) {
        this.link = link;
        this.connection = connection;
        this.consumer = consumer;
        this.queue = queue;
        this.timer = scene.timer();
        this.limit = scene.limit();
        this.acknowledgements = new GroupAcknowledgement(link, connection, scene);
        this.answered = timer.newWaiter();
    }

    /// Takes the place of a consumer that has asked for nothing so far and reads nothing ahead.
    static PullFeed of(
            Link link,
            ActiveMQConnection connection,
            ActiveMQMessageConsumer consumer,
            ActiveMQDestination queue,
            JmsConsumer.Scene scene) {
        PullFeed feed = new PullFeed(link, connection, consumer.getConsumerId(), queue, scene);
        connection.addDispatcher(consumer.getConsumerId(), feed);
        link.whenEnded(feed.answered::signal);
        return feed;
    }

    @Override
    public List<Message> take(int most, Duration wait) throws JMSException, InterruptedException {
        Instant until = timer.instant().plus(wait);
        List<Message> found = left(until);
        if (!found.isEmpty()) {
            return found;
        }
        int wanted = appetite.next(most, timer.instant());
        if (wanted > 1 || !wait.isPositive()) {
            found = ask(wanted, AT_ONCE, timer.instant());
            if (!found.isEmpty() || !wait.isPositive()) {
                return found;
            }
        }
        long millis = Duration.between(timer.instant(), until).toMillis();
        return ask(1, Math.max(1, millis), until);
    }

    /// What was asked for by one who was interrupted while it waited.
    private List<Message> left(Instant until) throws JMSException, InterruptedException {
        while (countUnanswered() > 0) {
            requireLink();
            if (!answered.await(until)) {
                requireAnswersInTime();
                break;
            }
        }
        return collect();
    }

    private List<Message> ask(int count, long patience, Instant until) throws JMSException, InterruptedException {
        expect(count, until.plus(limit));
        // Even saying it can take for ever, when the broker does not listen.
        Timer.Task guard = timer.at(until.plus(limit), link::cut);
        try {
            for (int i = 0; i < count; i++) {
                connection.asyncSendPacket(question(patience));
            }
        } finally {
            guard.cancel();
        }
        while (countUnanswered() > 0) {
            requireLink();
            if (!answered.await(until.plus(limit))) {
                requireAnswersInTime();
            }
        }
        List<Message> found = collect();
        appetite.took(count, found, timer.instant());
        return found;
    }

    private MessagePull question(long patience) {
        MessagePull pull = new MessagePull();
        pull.setConsumerId(consumer);
        pull.setDestination(queue);
        pull.setTimeout(patience);
        return pull;
    }

    private void requireLink() throws JMSException {
        if (link.isEnded()) {
            throw new JMSException(link.failure().isEmpty() ? "the connection was cut off" : link.failure());
        }
    }

    private void requireAnswersInTime() throws JMSException {
        boolean late;
        lock.lock();
        try {
            late = unanswered > 0 && !timer.instant().isBefore(due);
        } finally {
            lock.unlock();
        }
        if (late) {
            throw new JMSException("no answer within " + limit.toMillis() + " ms");
        }
    }

    private void expect(int answers, Instant by) {
        lock.lock();
        try {
            unanswered += answers;
            due = by;
        } finally {
            lock.unlock();
        }
    }

    private int countUnanswered() {
        lock.lock();
        try {
            return unanswered;
        } finally {
            lock.unlock();
        }
    }

    private List<Message> collect() {
        lock.lock();
        try {
            List<Message> found = List.copyOf(arrived);
            arrived.clear();
            return found;
        } finally {
            lock.unlock();
        }
    }

    /// An answer. When a message arrives at the broker at the very moment of a question, the answer may be both it
    /// and the word that there is none.
    @Override
    public void dispatch(MessageDispatch answer) {
        boolean last;
        lock.lock();
        try {
            if (answer.getMessage() instanceof ActiveMQMessage message) {
                arrived.add(message);
            }
            unanswered = Math.max(0, unanswered - 1);
            last = unanswered == 0;
        } finally {
            lock.unlock();
        }
        if (last) {
            answered.signal();
        }
    }

    @Override
    public void acknowledge(Message message) {
        MessageAck acknowledgement = new MessageAck((ActiveMQMessage) message, MessageAck.INDIVIDUAL_ACK_TYPE, 1);
        acknowledgement.setConsumerId(consumer);
        acknowledgements.acknowledge(acknowledgement);
    }

    /// The broker counts it as handed out: by that, the next consumer sees what was lost.
    @Override
    public void giveBack() throws JMSException {
        connection.syncSendPacket(new RemoveInfo(consumer), GroupAcknowledgement.FOR_EVER);
    }
}
