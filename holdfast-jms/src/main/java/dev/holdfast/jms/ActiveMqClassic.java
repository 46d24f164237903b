// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jms;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.ObjectMessage;
import jakarta.jms.Queue;
import jakarta.jms.ResourceAllocationException;
import jakarta.jms.TransactionRolledBackException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.zip.InflaterInputStream;
import org.apache.activemq.ActiveMQConnection;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.apache.activemq.ActiveMQMessageConsumer;
import org.apache.activemq.ActiveMQMessageProducer;
import org.apache.activemq.ActiveMQPrefetchPolicy;
import org.apache.activemq.RedeliveryPolicy;
import org.apache.activemq.command.ActiveMQDestination;
import org.apache.activemq.command.ActiveMQMessage;
import org.apache.activemq.command.ActiveMQObjectMessage;
import org.apache.activemq.command.FlushCommand;
import org.apache.activemq.transport.failover.FailoverTransport;
import org.apache.activemq.util.ByteSequence;

/// What is particular to the client of ActiveMQ Classic. Its defaults send asynchronously, give up messages
/// after six redeliveries, and drop what it takes for duplicates; all of that is switched off. Stateless.
final class ActiveMqClassic {

    static final String CONTEXT_FACTORY = "org.apache.activemq.jndi.ActiveMQInitialContextFactory";

    /// Each message is acknowledged by itself.
    static final int INDIVIDUAL_ACKNOWLEDGE = 4;

    /// The protocol of brokers from 5.14 on, which refuse the commit when they have refused a part of the transaction.
    private static final int REFUSES_COMMIT = 12;

    private static final String OLD_PACKAGE = "javax.jms.";

    private static final Logger LOGGER = System.getLogger(ActiveMqClassic.class.getName());

    private ActiveMqClassic() {}

    /// Whether it is a factory of this client.
    static boolean made(ConnectionFactory factory) {
        return factory instanceof ActiveMQConnectionFactory;
    }

    /// Sets the factory up, if it is of this client.
    ///
    /// @param limit for each answer of the broker
    static void prepare(ConnectionFactory factory, Duration limit) {
        if (!(factory instanceof ActiveMQConnectionFactory classic)) {
            return;
        }
        if (classic.isUseAsyncSend() || classic.isOptimizeAcknowledge()) {
            LOGGER.log(
                    Level.WARNING,
                    "jms.useAsyncSend and jms.optimizeAcknowledge are not used: they answer before the broker does");
        }
        int millis = (int) Math.min(limit.toMillis(), Integer.MAX_VALUE);
        classic.setUseAsyncSend(false);
        classic.setSendAcksAsync(false);
        classic.setOptimizeAcknowledge(false);
        // A producer with such a limit waits for the answer to each message.
        classic.setAlwaysSyncSend(false);
        classic.setSendTimeout(millis);
        classic.setRequestTimeout(millis);
        classic.setConnectResponseTimeout(millis);
        classic.setCloseTimeout(millis);
        classic.setWatchTopicAdvisories(false);
        classic.setCheckForDuplicates(false);
        // What has expired must be seen to be counted as expired.
        classic.setConsumerExpiryCheckEnabled(false);
        classic.setTrustAllPackages(false);
        classic.setTrustedPackages(List.of());
        classic.setRedeliveryPolicy(unlimited());
        ActiveMQPrefetchPolicy prefetch = new ActiveMQPrefetchPolicy();
        prefetch.setQueuePrefetch(0);
        prefetch.setQueueBrowserPrefetch(BrowserCount.PAGE);
        classic.setPrefetchPolicy(prefetch);
    }

    /// Has a producer of transactions send without waiting for the answer to each message, where that is safe: the
    /// broker refuses the commit when it has refused a message. It would write each message down before it answers,
    /// so that the transaction would take as long as if there was none.
    ///
    /// @return what is to be done between the last message and the commit: to wait until the broker has them all,
    ///     so that nothing is uncertain but the commit
    static Link.Word sendAhead(Link link, MessageProducer producer) {
        if (producer instanceof ActiveMQMessageProducer own
                && link.connection() instanceof ActiveMQConnection classic
                && classic.getProtocolVersion() >= REFUSES_COMMIT
                && !ArtemisBroker.isBehind(link)) {
            own.setSendTimeout(0);
            link.isSoundAfter(ActiveMqClassic::isRefusal);
            return () -> classic.syncSendPacket(new FlushCommand(), GroupAcknowledgement.FOR_EVER);
        }
        return () -> {};
    }

    /// Whether the client tells that the broker has refused something whose answer nobody waits for, which is a part
    /// of a transaction, and not that the connection is lost.
    private static boolean isRefusal(JMSException told) {
        return !(told.getCause() instanceof IOException);
    }

    /// What a broker has thrown, by the name that it has today. In the protocol of brokers before 5.14 the client
    /// leaves the names of `javax.jms` as they are, finds no such classes, and puts name and message into a
    /// `Throwable`.
    static Throwable asToday(Throwable told) {
        String text = told.getClass() == Throwable.class ? String.valueOf(told.getMessage()) : "";
        int end = text.indexOf(": ");
        if (!text.startsWith(OLD_PACKAGE) || end < 0) {
            return told;
        }
        String name = text.substring(OLD_PACKAGE.length(), end);
        String message = text.substring(end + 2);
        return switch (name) {
            case "InvalidDestinationException" -> new InvalidDestinationException(message);
            case "JMSSecurityException" -> new JMSSecurityException(message);
            case "ResourceAllocationException" -> new ResourceAllocationException(message);
            case "TransactionRolledBackException" -> new TransactionRolledBackException(message);
            default -> new JMSException(message);
        };
    }

    /// Has a connection of this client end when it is interrupted. With the transport `failover:` it would connect
    /// anew by itself and go on: it would send again what the broker has not answered, which may be stored, and the
    /// broker would say yes to acknowledgements of what it does not regard as taken any more. The brokers that the
    /// transport lists are tried one after the other, once.
    ///
    /// @param connection that was not used so far
    static void endWhenInterrupted(Connection connection) {
        failover(connection).ifPresent(transport -> {
            transport.setMaxReconnectAttempts(0);
            // Nor does it move to another broker, because one tells it to or a better one is back.
            transport.setReconnectSupported(false);
            transport.setUpdateURIsSupported(false);
            transport.setPriorityBackup(false);
        });
    }

    /// Whether a connection was whole until now. Only then a yes to an acknowledgement is the broker's: the transport
    /// `failover:` says it itself while it has no broker.
    static boolean isStillConnected(Connection connection) {
        return failover(connection)
                .map(transport -> transport.getConnectedTransport() != null)
                .orElse(true);
    }

    private static Optional<FailoverTransport> failover(Connection connection) {
        return connection instanceof ActiveMQConnection classic
                ? Optional.ofNullable(classic.getTransport().narrow(FailoverTransport.class))
                : Optional.empty();
    }

    /// A feed that asks for several messages at once, if both the client and the broker are of this kind.
    ///
    /// @param consumer of the queue, unused so far; one that reads ahead by itself, as the name of a queue can ask
    ///     for (`consumer.prefetchSize`), is left to do that
    static Optional<Feed> pulls(Link link, MessageConsumer consumer, Queue queue, JmsConsumer.Scene scene) {
        if (!(link.connection() instanceof ActiveMQConnection classic)) {
            return Optional.empty();
        }
        return link.acknowledgeMode() == INDIVIDUAL_ACKNOWLEDGE
                        && classic.getBrokerInfo() != null
                        && classic.getProtocolVersion() >= REFUSES_COMMIT
                        && !ArtemisBroker.isBehind(link)
                        && consumer instanceof ActiveMQMessageConsumer own
                        && own.getPrefetchNumber() == 0
                        && queue instanceof ActiveMQDestination destination
                ? Optional.of(PullFeed.of(link, classic, own, destination, scene))
                : Optional.empty();
    }

    /// The order in which the broker took messages: when it did, and within that how it numbered them. The number
    /// alone would not do, as a broker begins to count anew when it is started again. Messages of other clients are
    /// all equal.
    static Comparator<Message> byArrival() {
        return Comparator.comparingLong(ActiveMqClassic::brokerTime).thenComparingLong(ActiveMqClassic::brokerNumber);
    }

    private static long brokerTime(Message message) {
        return message instanceof ActiveMQMessage own ? own.getBrokerInTime() : 0;
    }

    private static long brokerNumber(Message message) {
        return message instanceof ActiveMQMessage own ? own.getMessageId().getBrokerSequenceId() : 0;
    }

    /// Cuts a connection off without asking the broker, so that every thread that waits for it ends.
    static void cut(Connection connection) {
        if (connection instanceof ActiveMQConnection classic) {
            try {
                classic.getTransport().stop();
            } catch (Exception e) { // the client's own signature; the connection is given up in any case
                LOGGER.log(Level.DEBUG, "while a connection was cut off", e);
            }
        }
    }

    /// The serialized object of an object message, which is not turned into an object.
    ///
    /// @return empty when the message is not of this client
    static Optional<byte[]> serializedObject(Message message) throws JMSException {
        if (!(message instanceof ActiveMQObjectMessage object)) {
            return Optional.empty();
        }
        ByteSequence content = object.getContent();
        if (content == null) {
            return Optional.of(new byte[0]);
        }
        try (InputStream bytes = new ByteArrayInputStream(content.data, content.offset, content.length);
                InputStream plain = object.isCompressed() ? new InflaterInputStream(bytes) : bytes) {
            return Optional.of(plain.readNBytes(WireForm.MAX_BYTES));
        } catch (IOException e) {
            JMSException failure = new JMSException("the compressed object cannot be read: " + e.getMessage());
            failure.setLinkedException(e);
            throw failure;
        }
    }

    /// Puts a serialized object into an object message of this client, whether or not its class is here.
    static void putSerializedObject(ObjectMessage message, byte[] bytes) {
        ((ActiveMQObjectMessage) message).setContent(new ByteSequence(bytes));
    }

    private static RedeliveryPolicy unlimited() {
        RedeliveryPolicy policy = new RedeliveryPolicy();
        policy.setMaximumRedeliveries(RedeliveryPolicy.NO_MAXIMUM_REDELIVERIES);
        policy.setInitialRedeliveryDelay(0);
        policy.setRedeliveryDelay(0);
        return policy;
    }
}
