// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jms;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Optional;

/// What is particular to the client of ActiveMQ Artemis, which speaks the broker's own protocol. It lies in the
/// library of users, so that its classes are found only when it is used, and its methods by their names. Its defaults
/// acknowledge asynchronously and read ahead; both is switched off. Stateless.
final class ArtemisClient {

    /// Each message is acknowledged by itself.
    static final int INDIVIDUAL_ACKNOWLEDGE = 101;

    private static final String PACKAGE = "org.apache.activemq.artemis.";

    private static final String FULL = PACKAGE + "api.core.ActiveMQAddressFullException";

    private static final String BROKEN_OFF = PACKAGE + "api.core.ActiveMQUnBlockedException";

    private ArtemisClient() {}

    /// Whether it says that there is no room for the message.
    static boolean isFull(Throwable failure) {
        return failure.getClass().getName().equals(FULL);
    }

    /// Whether it says that the connection was lost while the broker had not answered.
    static boolean isBrokenOff(Throwable failure) {
        return failure.getClass().getName().equals(BROKEN_OFF);
    }

    /// Whether it is a factory of this client.
    static boolean made(ConnectionFactory factory) {
        return factory.getClass().getName().startsWith(PACKAGE);
    }

    /// Sets the factory up, if it is of this client.
    ///
    /// @param limit for each answer of the broker
    static void prepare(ConnectionFactory factory, Duration limit) throws JMSException {
        if (!made(factory)) {
            return;
        }
        set(factory, "setBlockOnDurableSend", boolean.class, true);
        set(factory, "setBlockOnNonDurableSend", boolean.class, true);
        set(factory, "setBlockOnAcknowledge", boolean.class, true);
        set(factory, "setPreAcknowledge", boolean.class, false);
        set(factory, "setConsumerWindowSize", int.class, 0);
        set(factory, "setConfirmationWindowSize", int.class, -1);
        set(factory, "setReconnectAttempts", int.class, 0);
        set(factory, "setInitialConnectAttempts", int.class, 1);
        set(factory, "setCallTimeout", long.class, limit.toMillis());
        set(factory, "setCallFailoverTimeout", long.class, limit.toMillis());
    }

    /// The serialized object of an object message, which is not turned into an object.
    ///
    /// @return empty when the message is not of this client
    static Optional<byte[]> serializedObject(Message message) throws JMSException {
        if (!message.getClass().getName().startsWith(PACKAGE)) {
            return Optional.empty();
        }
        Object core = call(message, "getCoreMessage");
        Object body = call(core, "getReadOnlyBodyBuffer");
        int length = Math.clamp((int) call(body, "readInt"), 0, WireForm.MAX_BYTES);
        byte[] bytes = new byte[length];
        call(body, "readBytes", byte[].class, bytes);
        return Optional.of(bytes);
    }

    private static void set(Object target, String setter, Class<?> type, Object value) throws JMSException {
        invoke(target, setter, new Class<?>[] {type}, value);
    }

    private static Object call(Object target, String name) throws JMSException {
        return java.util.Objects.requireNonNull(invoke(target, name, new Class<?>[0]));
    }

    private static void call(Object target, String name, Class<?> type, Object value) throws JMSException {
        invoke(target, name, new Class<?>[] {type}, value);
    }

    private static @org.jspecify.annotations.Nullable Object invoke(
            Object target, String name, Class<?>[] types, Object... values) throws JMSException {
        try {
            Method method = target.getClass().getMethod(name, types);
            // The method is public; its class may not be.
            method.setAccessible(true);
            return method.invoke(target, values);
        } catch (ReflectiveOperationException e) {
            Throwable cause = e instanceof InvocationTargetException && e.getCause() != null ? e.getCause() : e;
            JMSException failure = new JMSException("the client of Artemis has no usable " + name + ": " + cause);
            failure.initCause(cause);
            throw failure;
        }
    }
}
