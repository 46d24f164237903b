// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.custom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.example.DirectoryStore;
import dev.holdfast.message.Content;
import dev.holdfast.message.IdSource;
import dev.holdfast.message.SampleMessages;
import dev.holdfast.settings.Location;
import dev.holdfast.settings.Parameter;
import dev.holdfast.settings.Parameters;
import dev.holdfast.settings.Problems;
import dev.holdfast.store.Delivery.Received;
import dev.holdfast.store.MessageStore;
import dev.holdfast.store.MessageStoreProvider;
import dev.holdfast.store.MessageStoreProvider.Setting;
import dev.holdfast.store.StoreConsumer;
import dev.holdfast.store.StoreException;
import dev.holdfast.store.StoreException.Category;
import dev.holdfast.time.SystemTimer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Classes of users are found, and what they do wrong is told and harms nobody.
class CustomStoresTest {

    private static final List<String> KNOWN = List.of("org.apache.synapse.message.store.impl.jms.JmsStore");

    private final SystemTimer timer = new SystemTimer();

    @TempDir
    Path folder;

    @AfterEach
    void closeTimer() {
        timer.close();
    }

    @Test
    void a_class_is_found_gets_its_parameters_and_works() throws Exception {
        CustomStores.Found found = find(DirectoryStore.class.getName());
        try (MessageStore store = open(found, Map.of("folder", folder.toString(), "any", "thing"))) {
            store.probe();
            store.append(SampleMessages.texts("1"));
            assertThat(folder.toFile().list()).hasSize(1);
        }
        assertThat(((CustomStores.Found.Usable) found).provider().type()).isEqualTo("custom-message-store");
    }

    @Test
    void a_provider_of_a_user_is_used_as_it_is() {
        CustomStores.Found found = find(OwnProvider.class.getName());
        assertThat(((CustomStores.Found.Usable) found).provider()).isInstanceOf(OwnProvider.class);
    }

    @Test
    void what_cannot_be_used_is_refused_with_what_to_do() {
        assertThat(refusal("org.apache.synapse.message.store.impl.jms.JmsStor"))
                .contains("not supported", "folder lib", "did you mean", "JmsStore");
        assertThat(refusal("java.lang.String")).contains("does not implement dev.holdfast.custom.CustomStore");
        assertThat(refusal(NoConstructor.class.getName())).contains("public constructor without parameters");
        assertThat(refusal(ThrowsAtFirst.class.getName())).contains("fails when it is made", "not today");
    }

    @Test
    void a_store_that_cannot_be_opened_is_unavailable_and_tried_again() {
        Unruly engine = new Unruly();
        engine.failOpen = 2;
        MessageStore store = store(engine, Duration.ofSeconds(20));
        assertCategory(Category.UNAVAILABLE, store::probe);
        assertCategory(Category.UNAVAILABLE, () -> store.append(SampleMessages.texts("1")));
        assertThat(store instanceof dev.holdfast.store.Countable).isTrue();
        store.append(SampleMessages.texts("1"));
        store.close();
        assertCategory(Category.CLOSED, store::probe);
    }

    @Test
    void whatever_an_append_throws_leaves_the_outcome_unknown_unless_it_says_more() {
        Unruly engine = new Unruly();
        MessageStore store = store(engine, Duration.ofSeconds(20));
        engine.failure = new IllegalStateException("odd");
        assertCategory(Category.UNKNOWN, () -> store.append(SampleMessages.texts("1")));
        engine.failure = new StackOverflowError("deep");
        assertCategory(Category.UNKNOWN, () -> store.append(SampleMessages.texts("1")));
        engine.failure = new CustomStoreException(CustomStoreException.Reason.FULL, "full");
        assertCategory(Category.FULL, () -> store.append(SampleMessages.texts("1")));
        engine.failure = new CustomStoreException(CustomStoreException.Reason.REJECTED, "too long");
        assertCategory(Category.REJECTED, () -> store.append(SampleMessages.texts("1")));
        engine.failure = new CustomStoreException(CustomStoreException.Reason.UNAVAILABLE, "away");
        assertCategory(Category.UNAVAILABLE, () -> store.append(SampleMessages.texts("1")));
        assertCategory(Category.UNAVAILABLE, store::probe);
        assertCategory(Category.UNAVAILABLE, () -> store.openConsumer(1));
        assertThat(((dev.holdfast.store.Countable) store).count()).isEmpty();
        store.close();
    }

    @Test
    void a_call_that_hangs_is_given_up() {
        Unruly engine = new Unruly();
        engine.hang = true;
        MessageStore store = store(engine, Duration.ofMillis(50));
        assertCategory(Category.UNKNOWN, () -> store.append(SampleMessages.texts("1")));
        assertCategory(Category.UNAVAILABLE, store::probe);
        engine.goOn.countDown();
    }

    @Test
    void what_others_put_there_is_a_message_with_the_same_id_each_time() throws Exception {
        Unruly engine = new Unruly();
        engine.there = new CustomMessage(
                "e-7",
                "a,b".getBytes(java.nio.charset.StandardCharsets.UTF_8),
                Map.of("Content-Type", "text/csv", "X-A", "1"));
        try (MessageStore store = store(engine, Duration.ofSeconds(20));
                StoreConsumer consumer = store.openConsumer(2)) {
            Received.Valid first = (Received.Valid)
                    consumer.receive(Duration.ZERO).orElseThrow().received();
            Received.Valid second = (Received.Valid)
                    consumer.receive(Duration.ZERO).orElseThrow().received();
            assertThat(consumer.receive(Duration.ZERO)).as("the window is full").isEmpty();
            assertThat(first.foreign()).isTrue();
            assertThat(first.message().message().content()).isEqualTo(Content.ofText("a,b", "text/csv"));
            assertThat(first.message().message().headers().first("X-A")).hasValue("1");
            assertThat(second.message().id()).isEqualTo(first.message().id());
        }
    }

    private static void assertCategory(Category category, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.category()).isEqualTo(category));
    }

    private static CustomStores.Found find(String name) {
        return CustomStores.find(name, CustomStoresTest.class.getClassLoader(), KNOWN);
    }

    private static String refusal(String name) {
        return ((CustomStores.Found.Refused) find(name)).reason();
    }

    private MessageStore open(CustomStores.Found found, Map<String, String> parameters) {
        Map<String, Parameter> given = new LinkedHashMap<>();
        parameters.forEach((name, value) -> given.put(name, Parameter.of(name, value, Location.of("s.xml"))));
        Problems problems = new Problems();
        Parameters all = new Parameters(Location.of("s.xml"), given, problems);
        MessageStoreProvider.Blueprint blueprint =
                ((CustomStores.Found.Usable) found).provider().read(all);
        all.warnOfUnknown(List.of());
        assertThat(problems.all()).isEmpty();
        return blueprint.open(setting());
    }

    private MessageStore store(CustomStore engine, Duration timeout) {
        return new CustomMessageStore(
                setting(),
                engine,
                Map.of(),
                new CustomMessageStore.Ways(timeout, dev.holdfast.upstream.WireFormat.HOLDFAST));
    }

    private Setting setting() {
        return new Setting("orders", timer, new IdSource(timer, new Random()), false);
    }

    /// A technology of a user.
    public static final class OwnProvider implements MessageStoreProvider {

        /// Made by reflection.
        public OwnProvider() {}

        @Override
        public Set<String> classNames() {
            return Set.of("own");
        }

        @Override
        public String type() {
            return "own-message-store";
        }

        @Override
        public Blueprint read(Parameters parameters) {
            throw new IllegalStateException();
        }
    }

    /// Cannot be made.
    public static class NoConstructor extends Unruly {

        /// Takes something.
        public NoConstructor(String what) {
            there = new CustomMessage(what, new byte[0], Map.of());
        }
    }

    /// Cannot be made today.
    public static class ThrowsAtFirst extends Unruly {

        /// Throws.
        public ThrowsAtFirst() {
            throw new IllegalStateException("not today");
        }
    }

    /// Does what a test wants.
    static class Unruly implements CustomStore {

        private final AtomicInteger opens = new AtomicInteger();
        private final CountDownLatch goOn = new CountDownLatch(1);
        int failOpen;
        boolean hang;

        @Nullable
        Throwable failure;

        CustomMessage there = new CustomMessage("", new byte[0], Map.of());

        private void act() throws Exception {
            if (hang) {
                goOn.await();
            }
            if (failure instanceof Exception exception) {
                throw exception;
            }
            if (failure instanceof Error error) {
                throw error;
            }
        }

        @Override
        public void open(String name, Map<String, String> parameters) {
            if (opens.incrementAndGet() <= failOpen) {
                throw new IllegalStateException("not yet");
            }
        }

        @Override
        public void append(List<CustomMessage> messages) throws Exception {
            act();
        }

        @Override
        public CustomConsumer openConsumer(int window) throws Exception {
            act();
            return new CustomConsumer() {
                @Override
                public Optional<CustomDelivery> receive(Duration timeout) {
                    return Optional.of(new CustomDelivery() {
                        @Override
                        public CustomMessage message() {
                            return there;
                        }

                        @Override
                        public void acknowledge() {}

                        @Override
                        public void release() {}
                    });
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public void probe() throws Exception {
            act();
        }

        @Override
        public OptionalLong count() throws Exception {
            act();
            return OptionalLong.of(0);
        }

        @Override
        public void close() {}
    }
}
