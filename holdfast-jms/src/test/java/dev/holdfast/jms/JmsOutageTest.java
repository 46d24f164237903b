// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jms;

import static dev.holdfast.jms.JmsFixture.categoryOf;
import static dev.holdfast.jms.JmsFixture.drain;
import static dev.holdfast.jms.JmsFixture.message;
import static dev.holdfast.jms.JmsFixture.messages;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.holdfast.message.Content;
import dev.holdfast.servers.ActiveMqBroker;
import dev.holdfast.servers.FreePort;
import dev.holdfast.store.StoreConsumer;
import dev.holdfast.store.StoreException;
import dev.holdfast.store.StoreException.Category;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JmsOutageTest {

    /// Long enough that a slow machine does not reach it while the broker runs.
    private static final String LIMIT = "3000";

    private static final Content MEBIBYTE = Content.of(new byte[1024 * 1024]);

    @TempDir
    private Path folder;

    @Test
    void a_broker_that_never_ran_is_unavailable() {
        try (JmsMessageStore store = store("tcp://127.0.0.1:" + FreePort.next())) {
            assertThat(categoryOf(() -> store.append(messages("m", 1)))).isEqualTo(Category.UNAVAILABLE);
            assertThat(categoryOf(store::probe)).isEqualTo(Category.UNAVAILABLE);
            assertThat(categoryOf(() -> store.openConsumer(1))).isEqualTo(Category.UNAVAILABLE);
            assertThat(store.count()).isEmpty();
        }
    }

    @Test
    void a_frozen_broker_leaves_a_batch_certainly_unstored() throws InterruptedException {
        try (ActiveMqBroker broker = ActiveMqBroker.start(folder);
                JmsMessageStore store = store(broker)) {
            store.append(messages("before", 2));
            broker.freeze();
            assertThat(categoryOf(() -> store.append(messages("frozen", 2)))).isEqualTo(Category.UNAVAILABLE);
            broker.resume();
            await().atMost(JmsFixture.SOON.multipliedBy(6)).ignoreExceptions().untilAsserted(store::probe);
            try (StoreConsumer next = store.openConsumer(2)) {
                assertThat(drain(next)).containsExactly("before0", "before1");
            }
        }
    }

    @Test
    void a_message_that_is_too_large_is_rejected_and_others_go_on() throws InterruptedException {
        try (ActiveMqBroker broker = ActiveMqBroker.start(folder, "--max-frame-size=100000");
                JmsMessageStore store = store(broker)) {
            store.append(messages("before", 1));
            assertThat(categoryOf(() -> store.append(List.of(message(MEBIBYTE)))))
                    .isEqualTo(Category.REJECTED);
            assertThat(categoryOf(() -> store.append(List.of(message("small"), message(MEBIBYTE)))))
                    .isEqualTo(Category.REJECTED);
            store.append(messages("after", 1));
            try (StoreConsumer consumer = store.openConsumer(1)) {
                assertThat(drain(consumer)).containsExactly("before0", "after0");
            }
        }
    }

    /// What many append at the same time goes to the broker together.
    @Test
    void one_that_is_too_large_spoils_nothing_for_those_who_append_meanwhile() throws Exception {
        try (ActiveMqBroker broker = ActiveMqBroker.start(folder, "--max-frame-size=100000");
                JmsMessageStore store = store(broker)) {
            List<Future<Category>> tooLarge = new ArrayList<>();
            List<Future<?>> fitting = new ArrayList<>();
            List<String> small = new ArrayList<>();
            try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < 100; i++) {
                    String text = "small" + i;
                    small.add(text);
                    fitting.add(callers.submit(() -> store.append(List.of(message(text)))));
                    if (i % 10 == 0) {
                        tooLarge.add(callers.submit(() -> categoryOf(() -> store.append(List.of(message(MEBIBYTE))))));
                    }
                }
            }
            for (Future<?> caller : fitting) {
                caller.get();
            }
            for (Future<Category> caller : tooLarge) {
                assertThat(caller.get()).isEqualTo(Category.REJECTED);
            }
            try (StoreConsumer consumer = store.openConsumer(10)) {
                assertThat(drain(consumer)).containsExactlyInAnyOrderElementsOf(small);
            }
        }
    }

    @Test
    void a_forbidden_queue_rejects() {
        try (ActiveMqBroker broker = ActiveMqBroker.start(folder, "--forbidden-queue=Original_Queue");
                JmsMessageStore store = store(broker.url())) {
            assertThat(categoryOf(() -> store.append(messages("m", 1)))).isEqualTo(Category.REJECTED);
            assertThat(categoryOf(() -> store.append(messages("m", 3)))).isEqualTo(Category.REJECTED);
        }
    }

    /// More often than a store may have connections open: none may be left of an attempt.
    @Test
    void wrong_credentials_are_unavailable_with_the_broker_s_words_however_often_and_right_ones_are_taken()
            throws InterruptedException {
        try (ActiveMqBroker broker = ActiveMqBroker.start(folder, "--user=holdfast:secret");
                JmsMessageStore right = store(broker.url(), "secret")) {
            await().atMost(JmsFixture.SOON.multipliedBy(6)).ignoreExceptions().untilAsserted(right::probe);
            right.append(messages("before", 1));
            try (JmsMessageStore wrong = store(broker.url(), "guess")) {
                for (int i = 0; i < 70; i++) {
                    assertRefused(() -> wrong.append(messages("m", 1)));
                }
                assertRefused(() -> wrong.openConsumer(1));
                assertRefused(wrong::probe);
            }
            right.append(messages("after", 1));
            try (StoreConsumer consumer = right.openConsumer(1)) {
                assertThat(drain(consumer)).containsExactly("before0", "after0");
            }
        }
    }

    private static void assertRefused(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.category()).isEqualTo(Category.UNAVAILABLE))
                .hasMessageContaining("user name or password is wrong")
                .hasMessageNotContaining("guess");
    }

    private static JmsMessageStore store(String url, String password) {
        return JmsFixture.store(
                url,
                "Original",
                "store.send.timeout",
                LIMIT,
                "store.jms.username",
                "holdfast",
                "store.jms.password",
                password);
    }

    @Test
    void a_broker_without_space_is_full_and_its_probe_says_so() throws InterruptedException {
        try (ActiveMqBroker broker = ActiveMqBroker.start(folder, "--store-limit=3000000");
                JmsMessageStore store = store(broker)) {
            Category category = null;
            for (int i = 0; i < 30 && category == null; i++) {
                try {
                    store.append(List.of(message(MEBIBYTE)));
                } catch (StoreException e) {
                    category = e.category();
                }
            }
            assertThat(category).isEqualTo(Category.FULL);
            assertThat(categoryOf(() -> store.append(messages("m", 3)))).isEqualTo(Category.FULL);
            assertThat(categoryOf(store::probe)).isEqualTo(Category.UNAVAILABLE);
            try (StoreConsumer consumer = store.openConsumer(5)) {
                drain(consumer);
            }
            await().atMost(JmsFixture.SOON.multipliedBy(6)).ignoreExceptions().untilAsserted(store::probe);
            store.append(messages("m", 1));
        }
    }

    private static JmsMessageStore store(String url) {
        return JmsFixture.store(url, "Original", "store.send.timeout", LIMIT);
    }

    /// A store on a broker that has warmed up.
    private static JmsMessageStore store(ActiveMqBroker broker) {
        JmsMessageStore store = store(broker.url());
        await().atMost(JmsFixture.SOON.multipliedBy(6)).ignoreExceptions().untilAsserted(store::probe);
        return store;
    }
}
