// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.message.StoredMessage.Note;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/// What is written can be read by this and every later version, and what is damaged is said to be.
class MessageCodecTest {

    private static final StoredMessage GOLDEN =
            withoutLaterNotes(SampleMessages.full(FlowId.parse("019ca945-0000-7000-8000-0123456789ab"), 0xCAFEF00D));

    @Test
    void every_field_comes_back() {
        StoredMessage full = SampleMessages.full();
        assertThat(MessageCodec.decode(MessageCodec.encode(full))).isEqualTo(full);
        StoredMessage plain = SampleMessages.ofSize(0);
        assertThat(MessageCodec.decode(MessageCodec.encode(plain))).isEqualTo(plain);
        StoredMessage large = SampleMessages.ofSize(100_000);
        assertThat(MessageCodec.decode(MessageCodec.encode(large))).isEqualTo(large);
    }

    /// These bytes were written by the first version; they must stay readable for ever.
    @Test
    void bytes_of_version_1_are_read_and_written() throws IOException {
        byte[] golden = golden();
        assertThat(MessageCodec.decode(golden)).isEqualTo(GOLDEN);
        assertThat(HexFormat.of().formatHex(MessageCodec.encode(GOLDEN)))
                .isEqualTo(HexFormat.of().formatHex(golden));
    }

    @Test
    void the_id_can_be_read_from_the_beginning_alone() {
        byte[] bytes = MessageCodec.encode(GOLDEN);
        assertThat(MessageCodec.idOf(Arrays.copyOf(bytes, 24))).contains(GOLDEN.id());
        assertThat(MessageCodec.idOf(Arrays.copyOf(bytes, 23))).isEmpty();
        assertThat(MessageCodec.idOf(new byte[24])).isEmpty();
    }

    @Test
    void no_changed_bit_goes_unnoticed() {
        byte[] bytes = MessageCodec.encode(GOLDEN);
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            byte[] damaged = bytes.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> MessageCodec.decode(damaged))
                    .as("bit %d", bit)
                    .isInstanceOf(MessageFormatException.class);
        }
    }

    @Test
    void damage_under_a_right_checksum_is_reported_or_gives_another_message() {
        byte[] bytes = MessageCodec.encode(GOLDEN);
        for (int index = 0; index < bytes.length - 4; index++) {
            for (int value : new int[] {0, 1, 0x7F, 0x80, 0xFF}) {
                byte[] damaged = bytes.clone();
                damaged[index] = (byte) value;
                decodeOrRefuse(withChecksum(damaged));
            }
        }
    }

    @Test
    void a_record_that_ends_early_or_late_is_refused() {
        byte[] bytes = MessageCodec.encode(GOLDEN);
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> MessageCodec.decode(cut)).isInstanceOf(MessageFormatException.class);
            if (length >= 8) {
                decodeOrRefuse(withChecksum(cut));
            }
        }
        byte[] longer = withChecksum(Arrays.copyOf(bytes, bytes.length + 1));
        assertThatThrownBy(() -> MessageCodec.decode(longer)).isInstanceOf(MessageFormatException.class);
    }

    @Test
    void a_later_version_is_refused_by_name() {
        byte[] bytes = MessageCodec.encode(GOLDEN);
        bytes[2] = 2;
        assertThatThrownBy(() -> MessageCodec.decode(withChecksum(bytes)))
                .isInstanceOf(MessageFormatException.class)
                .hasMessageContaining("later Holdfast");
    }

    private static void decodeOrRefuse(byte[] bytes) {
        try {
            assertThat(MessageCodec.decode(bytes)).isNotNull();
        } catch (MessageFormatException e) {
            assertThat(e).hasMessageContaining("damaged");
        }
    }

    private static byte[] withChecksum(byte[] bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, 0, bytes.length - 4);
        ByteBuffer.wrap(bytes).putInt(bytes.length - 4, (int) checksum.getValue());
        return bytes;
    }

    private static byte[] golden() throws IOException {
        try (InputStream in = MessageCodecTest.class.getResourceAsStream("stored-message-v1.bin")) {
            return java.util.Objects.requireNonNull(in, "stored-message-v1.bin").readAllBytes();
        }
    }

    /// Notes that came after the golden bytes.
    private static StoredMessage withoutLaterNotes(StoredMessage message) {
        Map<Note, String> notes = new LinkedHashMap<>(message.notes());
        notes.keySet().removeAll(List.of(Note.ENDPOINT, Note.LAST_RESPONSE, Note.ENDED_AT));
        return new StoredMessage(message.id(), message.acceptedAt(), message.origin(), message.message(), notes);
    }
}
