// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jms;

import jakarta.jms.ConnectionFactory;
import java.util.Arrays;
import java.util.Optional;

/// Clients that speak JMS 2 or older (`javax.jms`), and what takes their place. A store needs a client for Jakarta
/// Messaging (`jakarta.jms`).
enum KnownClient {
    /// Both kinds have classes of the same names.
    ARTEMIS(
            "org.apache.activemq.artemis.jndi.ActiveMQInitialContextFactory",
            "org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory",
            "artemis-jakarta-client instead of artemis-jms-client"),
    /// AMQP 1.0; both kinds have classes of the same names.
    QPID(
            "org.apache.qpid.jms.jndi.JmsInitialContextFactory",
            "org.apache.qpid.jms.JmsConnectionFactory",
            "qpid-jms-client 2 instead of qpid-jms-client 1"),
    /// Its naming service is a folder of files.
    IBM_MQ(
            "com.sun.jndi.fscontext.RefFSContextFactory",
            "com.ibm.mq.jms.MQConnectionFactory",
            "com.ibm.mq.jakarta.client instead of com.ibm.mq.allclient"),
    /// WSO2 Message Broker, and Qpid before AMQP 1.0.
    ANDES(
            "org.wso2.andes.jndi.PropertiesFileInitialContextFactory",
            "org.wso2.andes.client.AMQConnectionFactory",
            "another broker: none is known for that of WSO2 MB");

    private final String contextFactory;
    private final String connectionFactory;
    private final String successor;

    KnownClient(String contextFactory, String connectionFactory, String successor) {
        this.contextFactory = contextFactory;
        this.connectionFactory = connectionFactory;
        this.successor = successor;
    }

    /// The client that has this naming service.
    static Optional<KnownClient> of(String contextFactory) {
        return Arrays.stream(values())
                .filter(client -> client.contextFactory.equals(contextFactory))
                .findFirst();
    }

    /// What takes its place, to be read after "expected".
    String successor() {
        return successor;
    }

    /// Whether the library has the kind for `javax.jms`.
    boolean isOldIn(ClassLoader library) {
        try {
            Class<?> found = Class.forName(connectionFactory, false, library);
            return !ConnectionFactory.class.isAssignableFrom(found);
        } catch (ClassNotFoundException _) {
            return false;
        } catch (LinkageError _) {
            // Its interfaces are those of javax.jms, which are not there.
            return true;
        }
    }
}
