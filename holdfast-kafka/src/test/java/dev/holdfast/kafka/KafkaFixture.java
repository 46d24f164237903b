// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.kafka;

import dev.holdfast.message.IdSource;
import dev.holdfast.settings.Location;
import dev.holdfast.settings.Parameter;
import dev.holdfast.settings.Parameters;
import dev.holdfast.settings.Problems;
import dev.holdfast.store.MessageStoreProvider.Setting;
import dev.holdfast.store.StoreException;
import dev.holdfast.time.SystemTimer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/// Stores for the tests.
final class KafkaFixture {

    static final SystemTimer TIMER = new SystemTimer();
    static final IdSource IDS = new IdSource(TIMER, new Random(42));

    private KafkaFixture() {}

    /// A store as an artifact would ask for it, which makes its topic, with more parameters in pairs of name and
    /// value.
    static KafkaMessageStore store(String servers, String name, String... more) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("store.kafka.bootstrap.servers", servers);
        values.put("store.kafka.topic.create", "true");
        for (int i = 0; i < more.length; i += 2) {
            values.put(more[i], more[i + 1]);
        }
        Problems problems = new Problems();
        var blueprint = new KafkaStoreProvider().read(parameters(values, problems));
        if (problems.hasErrors()) {
            throw new IllegalArgumentException(problems.all().toString());
        }
        return (KafkaMessageStore) blueprint.open(new Setting(name, TIMER, IDS, true));
    }

    static Parameters parameters(Map<String, String> values, Problems problems) {
        Location location = new Location("Orders.xml", 3, "parameter");
        Map<String, Parameter> parameters = new LinkedHashMap<>();
        values.forEach((name, value) -> parameters.put(name, Parameter.of(name, value, location)));
        return new Parameters(location, parameters, problems);
    }

    /// What a failed call said about the message.
    static StoreException failureOf(Runnable call) {
        try {
            call.run();
        } catch (StoreException e) {
            return e;
        }
        throw new AssertionError("the call succeeded");
    }
}
