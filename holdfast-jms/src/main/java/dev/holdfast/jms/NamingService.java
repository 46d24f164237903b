// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jms;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.util.Hashtable;
import java.util.Map;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.spi.InitialContextFactory;

/// Looks names up in the naming service that an artifact names, and in no other: its factory is called
/// directly, so that neither `jndi.properties` nor the scheme of a name leads elsewhere. Thread-safe.
// Looking up a connection factory is what JNDI is for, and a naming service takes a Hashtable.
@SuppressWarnings({"BanJNDI", "JdkObsolete"})
final class NamingService {

    private final JmsSettings settings;

    NamingService(JmsSettings settings) {
        this.settings = settings;
    }

    /// Whether there is such a factory.
    static boolean exists(String contextFactory, ClassLoader library) {
        try {
            return InitialContextFactory.class.isAssignableFrom(Class.forName(contextFactory, true, library));
        } catch (ClassNotFoundException | LinkageError _) {
            return false;
        }
    }

    /// The connection factory of the artifact.
    ConnectionFactory connectionFactory() throws NamingException {
        Object found = open(Map.of()).lookup(settings.connectionFactory());
        if (found instanceof ConnectionFactory factory) {
            return factory;
        }
        throw new NamingException("'" + settings.connectionFactory() + "' is "
                + (found == null ? "nothing" : found.getClass().getName())
                + "; expected a jakarta.jms.ConnectionFactory (a client for javax.jms does not fit)");
    }

    /// The queue: that of the naming service, or, where it knows none, the queue of that name on the broker.
    Queue queue(String name, Session session) throws NamingException, JMSException {
        try {
            return lookUpQueue(open(Map.of()), name);
        } catch (NameNotFoundException _) {
            return declaredQueue(name, session);
        }
    }

    private Queue declaredQueue(String name, Session session) throws NamingException, JMSException {
        try {
            return lookUpQueue(open(Map.of("queue." + name, name)), name);
        } catch (NameNotFoundException _) {
            return session.createQueue(name);
        }
    }

    private static Queue lookUpQueue(Context context, String name) throws NamingException {
        Object found = context.lookup(name);
        if (found instanceof Queue queue) {
            return queue;
        }
        throw new NamingException("destination '" + name + "' is "
                + (found == null ? "nothing" : found.getClass().getName()) + "; expected a queue");
    }

    private Context open(Map<String, String> more) throws NamingException {
        Hashtable<String, String> environment = new Hashtable<>(settings.environment());
        environment.putAll(more);
        try {
            Object factory = Class.forName(settings.contextFactory(), true, settings.library())
                    .getDeclaredConstructor()
                    .newInstance();
            return ((InitialContextFactory) factory).getInitialContext(environment);
        } catch (ReflectiveOperationException | LinkageError e) {
            NamingException failure = new NamingException(settings.contextFactory() + " cannot be used");
            failure.initCause(e);
            throw failure;
        }
    }
}
