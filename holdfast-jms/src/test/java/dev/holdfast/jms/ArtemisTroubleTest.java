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
import dev.holdfast.servers.ArtemisServer;
import dev.holdfast.settings.Problems;
import dev.holdfast.store.StoreConsumer;
import dev.holdfast.store.StoreException;
import dev.holdfast.store.StoreException.Category;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an Artemis can have against a store, and what the store says then.
final class ArtemisTroubleTest {

    private static final String LIMIT = "5000";
    private static final Content LARGE = Content.of(new byte[90_000]);

    @TempDir
    private Path folder;

    @Test
    void wrong_credentials_are_unavailable_with_the_broker_s_words_and_right_ones_are_taken() throws Exception {
        try (ArtemisServer broker = ArtemisServer.start(folder, true, Map.of());
                JmsMessageStore wrong = store(broker, "store.jms.username", "holdfast", "store.jms.password", "guess");
                JmsMessageStore right =
                        store(broker, "store.jms.username", "holdfast", "store.jms.password", "secret")) {
            assertThatThrownBy(() -> wrong.append(messages("m", 1)))
                    .isInstanceOfSatisfying(
                            StoreException.class, e -> assertThat(e.category()).isEqualTo(Category.UNAVAILABLE))
                    .hasMessageContaining("holdfast")
                    .hasMessageNotContaining("guess");
            assertThat(categoryOf(() -> wrong.openConsumer(1))).isEqualTo(Category.UNAVAILABLE);
            right.append(messages("m", 1));
            try (StoreConsumer consumer = right.openConsumer(1)) {
                assertThat(drain(consumer)).containsExactly("m0");
            }
        }
    }

    @Test
    void a_full_address_is_full_and_takes_messages_again_when_there_is_room() throws Exception {
        Map<String, String> small = Map.of("address-full-policy", "FAIL", "max-size-bytes", "3000000");
        try (ArtemisServer broker = ArtemisServer.start(folder, false, small);
                JmsMessageStore store = store(broker)) {
            assertThat(fill(store)).isEqualTo(Category.FULL);
            assertThat(categoryOf(() -> store.append(List.of(message(LARGE), message(LARGE)))))
                    .isEqualTo(Category.FULL);
            try (StoreConsumer consumer = store.openConsumer(5)) {
                drain(consumer);
            }
            await().atMost(JmsFixture.SOON.multipliedBy(6))
                    .ignoreExceptions()
                    .untilAsserted(() -> store.append(messages("after", 1)));
        }
    }

    @Test
    void an_address_that_blocks_its_producers_is_unknown_and_takes_messages_again_when_there_is_room()
            throws Exception {
        Map<String, String> small = Map.of("address-full-policy", "BLOCK", "max-size-bytes", "3000000");
        try (ArtemisServer broker = ArtemisServer.start(folder, false, small);
                JmsMessageStore store = store(broker)) {
            assertThat(fill(store)).isEqualTo(Category.UNKNOWN);
            try (StoreConsumer consumer = store.openConsumer(5)) {
                drain(consumer);
            }
            await().atMost(JmsFixture.SOON.multipliedBy(6))
                    .ignoreExceptions()
                    .untilAsserted(() -> store.append(messages("after", 1)));
        }
    }

    /// @return what was said of the first message that did not go in
    private static @Nullable Category fill(JmsMessageStore store) {
        Category category = null;
        for (int i = 0; i < 200 && category == null; i++) {
            try {
                store.append(List.of(message(LARGE)));
            } catch (StoreException e) {
                category = e.category();
            }
        }
        return category;
    }

    @Test
    void a_queue_that_is_missing_and_not_made_is_unavailable() {
        Map<String, String> strict = Map.of("auto-create-queues", "false", "auto-create-addresses", "false");
        try (ArtemisServer broker = ArtemisServer.start(folder, false, strict);
                JmsMessageStore store = store(broker)) {
            assertThatThrownBy(() -> store.append(messages("m", 1)))
                    .isInstanceOfSatisfying(
                            StoreException.class, e -> assertThat(e.category()).isEqualTo(Category.UNAVAILABLE))
                    .hasMessageContaining("Original_Queue");
            assertThat(categoryOf(() -> store.openConsumer(1))).isEqualTo(Category.UNAVAILABLE);
            assertThat(categoryOf(store::probe)).isEqualTo(Category.UNAVAILABLE);
        }
    }

    @Test
    void a_client_for_javax_jms_is_refused_with_the_name_of_its_successor() {
        Problems problems = new Problems();
        new JmsStoreProvider()
                .read(JmsFixture.parameters(ArtemisFixture.parameters("tcp://127.0.0.1:1"), problems)
                        .withLibrary(ArtemisFixture.library(ArtemisServer.oldClient())));
        assertThat(problems.all().toString())
                .contains("Original.xml")
                .contains("javax.jms")
                .contains("expected artemis-jakarta-client instead of artemis-jms-client");
    }

    @Test
    void a_client_that_is_missing_is_named() {
        Problems problems = new Problems();
        new JmsStoreProvider().read(JmsFixture.parameters(ArtemisFixture.parameters("tcp://127.0.0.1:1"), problems));
        assertThat(problems.all().toString()).contains("folder lib").contains("artemis-jakarta-client");
    }

    private static JmsMessageStore store(ArtemisServer broker, String... more) {
        String[] parameters = java.util.Arrays.copyOf(more, more.length + 2);
        parameters[more.length] = "store.send.timeout";
        parameters[more.length + 1] = LIMIT;
        return ArtemisFixture.store(broker.url(), "Original", parameters);
    }
}
