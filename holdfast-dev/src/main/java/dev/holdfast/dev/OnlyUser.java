// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.dev;

import org.apache.activemq.broker.Broker;
import org.apache.activemq.broker.BrokerFilter;
import org.apache.activemq.broker.ConnectionContext;
import org.apache.activemq.command.ConnectionInfo;

/// Lets one user in, with a password.
final class OnlyUser extends BrokerFilter {

    private final String user;
    private final String password;

    /// @param user the name, a colon, and the password
    OnlyUser(Broker next, String user) {
        super(next);
        int colon = user.indexOf(':');
        if (colon < 0) {
            throw new UsageException("--user is " + user + "; expected a name, a colon and a password");
        }
        this.user = user.substring(0, colon);
        this.password = user.substring(colon + 1);
    }

    @Override
    public void addConnection(ConnectionContext context, ConnectionInfo connection) throws Exception {
        if (!user.equals(connection.getUserName()) || !password.equals(connection.getPassword())) {
            throw new SecurityException("user name or password is wrong");
        }
        super.addConnection(context, connection);
    }
}
