// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP;
import dev.holdfast.message.AppendId;
import dev.holdfast.message.SampleMessages;
import dev.holdfast.message.StoredMessage;
import dev.holdfast.store.Delivery.Received;
import dev.holdfast.upstream.UpstreamStreams;
import dev.holdfast.upstream.WireFormat;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.synapse.message.store.impl.commons.StorableMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class MessageReaderTest {

    private static final Instant SENT = Instant.parse("2026-03-01T12:00:00Z");
    private static final byte[] BODY = "Grüße".getBytes(StandardCharsets.UTF_8);

    private final MessageReader reader =
            new MessageReader("orders", "queue", RabbitMqFixture.TIMER, RabbitMqFixture.IDS);

    @ParameterizedTest
    @EnumSource(WireFormat.class)
    void what_a_store_writes_it_reads(WireFormat format) {
        StoredMessage message = SampleMessages.text("hello");
        WireForm.Outgoing outgoing = WireForm.write(message, format);
        assertThat(reader.read(outgoing.properties(), outgoing.body())).isEqualTo(new Received.Valid(message, false));
        assertThat(outgoing.properties().getMessageId()).isEqualTo(outgoing.id());
        assertThat(outgoing.properties().getDeliveryMode()).isEqualTo(2);
        assertThat(outgoing.properties().getExpiration()).isNull();
    }

    @Test
    void the_properties_say_to_people_what_it_is() {
        StoredMessage message = SampleMessages.full();
        AMQP.BasicProperties properties =
                WireForm.write(message, WireFormat.HOLDFAST).properties();
        assertThat(properties.getMessageId()).isEqualTo(message.id().toString());
        assertThat(properties.getPriority())
                .isEqualTo(message.message().options().priority());
        assertThat(properties.getContentType()).isEqualTo("application/vnd.holdfast.message");
        assertThat(properties.getHeaders())
                .containsEntry("HOLDFAST_FORMAT", "1")
                .containsEntry("HOLDFAST_ORIGIN", message.origin());
        assertThat(properties.getCorrelationId()).isEqualTo(message.id().flow().toString());
    }

    @Test
    void our_bytes_are_known_without_their_headers() {
        StoredMessage message = SampleMessages.full();
        byte[] body = WireForm.write(message, WireFormat.HOLDFAST).body();
        assertThat(reader.read(new AMQP.BasicProperties(), body)).isEqualTo(new Received.Valid(message, false));
    }

    @Test
    void what_anybody_puts_there_is_a_message() {
        Map<String, Object> headers = new LinkedHashMap<>();
        headers.put("X-Region", "EU");
        headers.put("X-Count", 7);
        headers.put("X-Flag", true);
        headers.put("X-Time", Date.from(SENT));
        headers.put("x-delivery-count", 3L);
        headers.put("not a field", "left out");
        headers.put("bytes", new byte[] {1});
        headers.put("nothing", null);
        StoredMessage read = valid(new AMQP.BasicProperties.Builder()
                .messageId("m-1")
                .contentType("text/plain; charset=UTF-8")
                .contentEncoding("gzip")
                .timestamp(Date.from(SENT))
                .priority(200)
                .expiration("60000")
                .headers(headers)
                .build());
        assertThat(read.message().content().toByteArray()).isEqualTo(BODY);
        assertThat(read.message().content().type()).hasValue("text/plain; charset=UTF-8");
        assertThat(read.message().headers().first("X-Region")).hasValue("EU");
        assertThat(read.message().headers().first("X-Count")).hasValue("7");
        assertThat(read.message().headers().first("X-Flag")).hasValue("true");
        assertThat(read.message().headers().first("X-Time")).hasValue(SENT.toString());
        assertThat(read.message().headers().first("Content-Encoding")).hasValue("gzip");
        assertThat(read.message().headers().fields()).hasSize(5);
        assertThat(read.acceptedAt()).isEqualTo(SENT);
        assertThat(read.origin()).isEqualTo("orders");
        assertThat(read.message().options().priority()).isEqualTo(9);
        assertThat(read.message().options().timeToLive()).hasValue(Duration.ofMinutes(1));
        assertThat(read.message().options().durable()).isTrue();
        assertThat(read.note(StoredMessage.Note.ENGINE_ID)).hasValue("m-1");
    }

    @Test
    void what_says_nothing_about_itself_is_a_message() {
        StoredMessage read = valid(new AMQP.BasicProperties());
        assertThat(read.message().content().type()).hasValue("application/octet-stream");
        assertThat(read.message().options().priority()).isEqualTo(4);
        assertThat(read.message().headers().fields()).isEmpty();
        assertThat(valid(new AMQP.BasicProperties.Builder()
                                .expiration("soon")
                                .contentEncoding("utf-8")
                                .build())
                        .message()
                        .headers()
                        .fields())
                .isEmpty();
    }

    @Test
    void a_message_with_an_id_has_the_same_id_when_it_comes_again_and_others_have_not() {
        AMQP.BasicProperties properties =
                new AMQP.BasicProperties.Builder().messageId("m-1").build();
        AppendId id = valid(properties).id();
        assertThat(valid(properties).id()).isEqualTo(id);
        assertThat(((Received.Valid) reader.read(properties, new byte[] {1}))
                        .message()
                        .id())
                .isNotEqualTo(id);
        assertThat(valid(new AMQP.BasicProperties()).id())
                .isNotEqualTo(valid(new AMQP.BasicProperties()).id());
    }

    @Test
    void a_message_of_upstream_is_read() {
        StorableMessage stored = new StorableMessage();
        stored.axis2message.jsonStream = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);
        stored.synapseMessage.properties.put("n", "v");
        AMQP.BasicProperties properties = new AMQP.BasicProperties.Builder()
                .messageId("urn:uuid:1")
                .deliveryMode(2)
                .build();
        Received received = reader.read(properties, UpstreamStreams.written(stored));
        assertThat(received.foreign()).isTrue();
        assertThat(((Received.Valid) received).message().message().content().toByteArray())
                .isEqualTo("{\"a\":1}".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void what_java_wrote_and_upstream_did_not_is_invalid_and_whole() {
        byte[] body = UpstreamStreams.written(new java.util.ArrayList<>(List.of(new java.math.BigInteger("1"))));
        AMQP.BasicProperties properties =
                new AMQP.BasicProperties.Builder().messageId("evil").build();
        assertThat(reader.read(properties, body)).isInstanceOfSatisfying(Received.Invalid.class, invalid -> {
            assertThat(invalid.raw().toByteArray()).isEqualTo(body);
            assertThat(invalid.attributes()).containsEntry("message_id", "evil");
            assertThat(invalid.reason()).isNotBlank();
            assertThat(invalid.foreign()).isTrue();
        });
    }

    private StoredMessage valid(AMQP.BasicProperties properties) {
        Received received = reader.read(properties, BODY);
        assertThat(received.foreign()).isTrue();
        return ((Received.Valid) received).message();
    }
}
