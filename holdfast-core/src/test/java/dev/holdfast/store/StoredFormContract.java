// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.message.SampleContents;
import dev.holdfast.message.SampleMessages;
import dev.holdfast.message.StoredMessage;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every [MessageStore] promises about a message: it comes out as it went in, whatever is in it. Part of
/// [MessageStoreContract].
public abstract class StoredFormContract extends StoreTestBed {

    @Test
    void a_message_comes_out_as_it_went_in() throws Exception {
        StoredMessage message = SampleMessages.full();
        append(message);
        try (StoreConsumer consumer = store().openConsumer(1)) {
            assertThat(next(consumer).received()).isEqualTo(new Delivery.Received.Valid(message, false));
        }
    }

    @Test
    void bodies_of_every_kind_come_out_as_they_went_in() throws Exception {
        List<StoredMessage> messages = SampleContents.messages();
        store().append(messages);
        messages.forEach(this::append);
        List<StoredMessage> found = drain();
        assertThat(found.subList(0, messages.size())).isEqualTo(messages);
        assertThat(found.subList(messages.size(), found.size())).isEqualTo(messages);
    }

    @Test
    void headers_with_several_values_and_typed_properties_come_out_as_they_went_in() throws Exception {
        StoredMessage message = SampleContents.withHeadersAndProperties();
        append(message);
        assertThat(drain()).containsExactly(message);
    }

    @Test
    void bodies_of_every_size_come_out_as_they_went_in() throws Exception {
        List<StoredMessage> messages = IntStream.of(0, 1, 127, 128, 65_535, 65_536, 1 << 20)
                .mapToObj(SampleMessages::ofSize)
                .toList();
        messages.forEach(this::append);
        assertThat(drain()).isEqualTo(messages);
    }

    @Test
    void a_body_of_ten_mebibytes_comes_out_as_it_went_in_alone_and_among_others() throws Exception {
        StoredMessage large = SampleMessages.ofSize(10 << 20);
        StoredMessage small = SampleMessages.text("small");
        append(large);
        store().append(List.of(small, large));
        List<StoredMessage> found = drain();
        // Not isEqualTo on the lists: a failure would print all of it.
        assertThat(found).hasSize(3);
        assertThat(found.get(0).equals(large)).as("the large one alone").isTrue();
        assertThat(found.get(1)).isEqualTo(small);
        assertThat(found.get(2).equals(large)).as("the large one among others").isTrue();
    }
}
