// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.bench;

import dev.holdfast.message.Content;
import dev.holdfast.message.FlowId;
import dev.holdfast.message.IdSource;
import dev.holdfast.message.Message;
import dev.holdfast.message.StoredMessage;
import dev.holdfast.settings.Location;
import dev.holdfast.settings.Parameter;
import dev.holdfast.settings.Parameters;
import dev.holdfast.settings.Problems;
import dev.holdfast.store.Delivery;
import dev.holdfast.store.MessageStore;
import dev.holdfast.store.MessageStoreProvider;
import dev.holdfast.store.StoreConsumer;
import dev.holdfast.time.SystemTimer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A store of Holdfast as a library: opened through its provider, with neither HTTP nor books around it. All
/// threads share one consumer.
final class HoldfastStore implements StoreClient {

    private static final String NAME = "bench";
    private static final int BODY_BYTES = 1024;
    private static final int WINDOW = 256;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final SystemTimer timer = new SystemTimer();
    private final IdSource ids = new IdSource(timer, new Random(1));
    private final MessageStore store;
    private @Nullable StoreConsumer consumer;

    /// @param type of the store, such as `rabbitmq-message-store`
    /// @param parameters as its artifact would have them
    HoldfastStore(String type, Map<String, String> parameters) {
        MessageStoreProvider provider = ServiceLoader.load(MessageStoreProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(candidate -> candidate.type().equals(type))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no store of type " + type));
        Location location = new Location(NAME, 1, "parameter");
        Problems problems = new Problems();
        Map<String, Parameter> values = parameters.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> Parameter.of(entry.getKey(), entry.getValue(), location)));
        MessageStoreProvider.Blueprint blueprint = provider.read(new Parameters(location, values, problems));
        if (problems.hasErrors()) {
            throw new IllegalArgumentException(problems.all().toString());
        }
        this.store = blueprint.open(new MessageStoreProvider.Setting(NAME, timer, ids, false));
    }

    @Override
    public Runnable appender() {
        byte[] body = new byte[BODY_BYTES];
        return () -> {
            FlowId flow = ids.newFlow();
            Message message = Message.of(flow, Content.of(body, "text/plain"));
            store.append(List.of(StoredMessage.of(ids.newAppend(flow), timer.instant(), NAME, message)));
        };
    }

    @Override
    public BooleanSupplier taker() {
        StoreConsumer shared = consumer();
        return () -> {
            try {
                Optional<Delivery> delivery = shared.receive(PATIENCE);
                delivery.ifPresent(Delivery::acknowledge);
                return delivery.isPresent();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while taking messages", e);
            }
        };
    }

    private synchronized StoreConsumer consumer() {
        StoreConsumer known = consumer;
        if (known == null) {
            known = store.openConsumer(WINDOW);
            consumer = known;
        }
        return known;
    }

    @Override
    public void close() {
        store.close();
        timer.close();
    }
}
