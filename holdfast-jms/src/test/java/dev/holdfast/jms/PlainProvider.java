// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jms;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Hashtable;
import java.util.Map;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.spi.InitialContextFactory;
import org.apache.activemq.ActiveMQConnectionFactory;

/// The naming service of a provider of whose client nothing is known but the interfaces of JMS. Behind it is the
/// client of ActiveMQ Classic.
@SuppressWarnings({"BanJNDI", "JdkObsolete"})
public final class PlainProvider implements InitialContextFactory {

    @Override
    public Context getInitialContext(Hashtable<?, ?> environment) {
        ConnectionFactory factory =
                new ActiveMQConnectionFactory((String) environment.get(JmsSettingsReader.PROVIDER_URL));
        Map<String, Object> names = Map.of("QueueConnectionFactory", hide(ConnectionFactory.class, factory));
        return proxy(Context.class, (method, arguments) -> {
            Object found = method.equals("lookup") ? names.get(String.valueOf(arguments[0])) : null;
            if (found == null) {
                throw new NameNotFoundException(method);
            }
            return found;
        });
    }

    private interface Call {
        Object run(String method, Object[] arguments) throws Exception;
    }

    private static <T> T proxy(Class<T> face, Call call) {
        return face.cast(Proxy.newProxyInstance(
                PlainProvider.class.getClassLoader(),
                new Class<?>[] {face},
                (_, method, arguments) -> call.run(method.getName(), arguments)));
    }

    /// The same without its class, nor that of the connections it makes.
    private static <T> T hide(Class<T> face, T hidden) {
        return face.cast(Proxy.newProxyInstance(
                PlainProvider.class.getClassLoader(), new Class<?>[] {face}, (_, method, arguments) -> {
                    try {
                        Object result = method.invoke(hidden, arguments);
                        return result instanceof Connection made ? hide(Connection.class, made) : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
