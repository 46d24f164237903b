// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jms;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import java.util.regex.Pattern;
import org.apache.activemq.ActiveMQConnection;
import org.apache.activemq.ActiveMQMessageConsumer;
import org.apache.activemq.command.BrokerId;
import org.apache.activemq.command.BrokerInfo;
import org.apache.activemq.command.RemoveInfo;

/// What is particular to an ActiveMQ Artemis, whichever client speaks to it. It counts
/// how often a message was handed out, and moves it to its dead letters when that was ten times, unless its
/// configuration says otherwise. Stateless.
final class ArtemisBroker {

    /// What to do about its counting, for people.
    static final String ADVICE = "the broker is ActiveMQ Artemis: it moves a message to its own dead letters when the"
            + " connection was lost ten times while the message was held; set max-delivery-attempts to -1 for the"
            + " queue in its broker.xml";

    /// It calls itself by a UUID; the identifiers of ActiveMQ Classic begin with `ID:`.
    private static final Pattern NODE_ID = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    private ArtemisBroker() {}

    /// Whether such a broker is at the other end.
    static boolean isBehind(Link link) {
        if (!(link.connection() instanceof ActiveMQConnection classic)) {
            return link.acknowledgeMode() == ArtemisClient.INDIVIDUAL_ACKNOWLEDGE;
        }
        BrokerInfo info = classic.getBrokerInfo();
        BrokerId id = info == null ? null : info.getBrokerId();
        return id != null && isNodeId(String.valueOf(id.getValue()));
    }

    /// Whether a broker that calls itself so is an Artemis.
    static boolean isNodeId(String brokerId) {
        return NODE_ID.matcher(brokerId).matches();
    }

    /// Gives back what a consumer holds so that it does not count as handed out. When this returns, the broker
    /// has done so, and the consumer is of no use any more.
    static void giveBack(Connection connection, MessageConsumer consumer) throws JMSException {
        if (connection instanceof ActiveMQConnection classic && consumer instanceof ActiveMQMessageConsumer own) {
            RemoveInfo remove = new RemoveInfo(own.getConsumerId());
            remove.setLastDeliveredSequenceId(RemoveInfo.LAST_DELIVERED_UNSET);
            classic.syncSendPacket(remove, GroupAcknowledgement.FOR_EVER);
        }
    }
}
