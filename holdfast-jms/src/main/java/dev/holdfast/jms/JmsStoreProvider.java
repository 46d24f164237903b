// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jms;

import dev.holdfast.settings.Parameters;
import dev.holdfast.store.MessageStoreProvider;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Message stores on queues of a Jakarta Messaging provider: ActiveMQ Classic, whose client is at hand, or
/// another whose client is put on the class path, such as ActiveMQ Artemis.
public final class JmsStoreProvider implements MessageStoreProvider {

    private static final Set<String> CLASS_NAMES = Collections.unmodifiableSet(new LinkedHashSet<>(List.of(
            "org.apache.synapse.message.store.impl.jms.JmsStore",
            "org.wso2.carbon.message.store.persistence.jms.JMSMessageStore")));

    @Override
    public Set<String> classNames() {
        return CLASS_NAMES;
    }

    @Override
    public String type() {
        return "jms-message-store";
    }

    @Override
    public Blueprint read(Parameters parameters) {
        JmsSettings settings = new JmsSettingsReader(parameters).read();
        return setting -> new JmsMessageStore(settings, setting);
    }
}
