// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.message.MessageFormatException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.synapse.message.store.impl.commons.StorableMessage;
import org.junit.jupiter.api.Test;

final class JavaStreamReaderTest {

    @Test
    void maps_and_references_are_read() throws IOException {
        String shared = "shared";
        Map<String, Object> map = new java.util.HashMap<>(Map.of("a", shared, "b", shared, "n", 7));
        assertThat(JavaMaps.entries(JavaStreamReader.read(serialized(map))))
                .containsEntry("a", new JavaValue.Text("shared"))
                .containsEntry("b", new JavaValue.Text("shared"))
                .hasEntrySatisfying(
                        "n", value -> assertThat(JavaMaps.primitive(value)).hasValue(7));
    }

    @Test
    void a_list_that_holds_itself_is_read() throws IOException {
        List<Object> list = new ArrayList<>();
        list.add(list);
        assertThat(JavaStreamReader.read(serialized(list))).isInstanceOf(JavaValue.Instance.class);
    }

    @Test
    void a_long_string_keeps_every_character() throws IOException {
        String text = "Grüße \uD83D\uDE00 \u0000 €".repeat(10_000);
        assertThat(JavaStreamReader.read(serialized(text))).isEqualTo(new JavaValue.Text(text));
    }

    @Test
    void deep_nesting_is_refused() throws IOException {
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            list = new ArrayList<>(List.of(list));
        }
        byte[] bytes = serialized(list);
        assertThatThrownBy(() -> JavaStreamReader.read(bytes))
                .isInstanceOf(MessageFormatException.class)
                .hasMessageContaining("nested");
    }

    @Test
    void whatever_the_bytes_are_it_is_a_message_or_a_format_exception() throws IOException {
        StorableMessage stored = new StorableMessage();
        stored.axis2message.soapEnvelope = "<a/>";
        stored.axis2message.jsonStream = new byte[] {1, 2, 3};
        byte[] good = serialized(stored);
        Random random = new Random(20260101);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = good.clone();
            for (int changes = random.nextInt(3); changes >= 0; changes--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            assertReadOrRefused(java.util.Arrays.copyOf(bytes, bytes.length - random.nextInt(2) * random.nextInt(40)));
        }
    }

    private static void assertReadOrRefused(byte[] bytes) {
        try {
            assertThat(UpstreamMessages.read(bytes)).isNotNull();
        } catch (MessageFormatException e) {
            assertThat(e.getMessage()).isNotEmpty();
        }
    }

    private static byte[] serialized(Object object) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        return bytes.toByteArray();
    }
}
