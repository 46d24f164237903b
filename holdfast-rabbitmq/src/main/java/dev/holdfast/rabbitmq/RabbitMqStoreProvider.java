// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rabbitmq;

import dev.holdfast.settings.Parameters;
import dev.holdfast.store.MessageStoreProvider;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Message stores on queues of a RabbitMQ.
public final class RabbitMqStoreProvider implements MessageStoreProvider {

    private static final Set<String> CLASS_NAMES = Collections.unmodifiableSet(new LinkedHashSet<>(List.of(
            "org.apache.synapse.message.store.impl.rabbitmq.RabbitMQStore",
            // As the documentation of upstream writes it.
            "org.apache.synapse.message.store.impl.rabbitmq.RabbitmqStore")));

    @Override
    public Set<String> classNames() {
        return CLASS_NAMES;
    }

    @Override
    public String type() {
        return "rabbitmq-message-store";
    }

    @Override
    public Blueprint read(Parameters parameters) {
        RabbitMqSettings settings = new RabbitMqSettingsReader(parameters).read();
        return setting -> new RabbitMqMessageStore(settings, setting);
    }
}
