// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.kafka;

import dev.holdfast.settings.Parameters;
import dev.holdfast.store.MessageStoreProvider;
import java.util.Set;

/// Message stores on topics of Apache Kafka. There is none in WSO2 Micro Integrator: the class name is ours.
public final class KafkaStoreProvider implements MessageStoreProvider {

    @Override
    public Set<String> classNames() {
        return Set.of("dev.holdfast.kafka.KafkaMessageStore");
    }

    @Override
    public String type() {
        return "kafka-message-store";
    }

    @Override
    public Blueprint read(Parameters parameters) {
        KafkaSettings settings = new KafkaSettingsReader(parameters).read();
        return setting -> new KafkaMessageStore(settings, setting);
    }
}
