// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.http;

import dev.holdfast.message.Content;
import dev.holdfast.message.Headers;
import dev.holdfast.message.NoRoomException;
import dev.holdfast.message.WorkRoom;
import dev.holdfast.transport.Response;
import dev.holdfast.transport.TransportResult.Answered;
import dev.holdfast.transport.TransportResult.Failure;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.HttpClientResponseHandler;

/// Reads one answer. Status and header fields are kept before the body is touched, so that a body that breaks
/// off or is too large cannot take them away.
final class ResponseReader implements HttpClientResponseHandler<Answered> {

    private static final Logger LOGGER = System.getLogger(ResponseReader.class.getName());

    /// No room is taken for what is not larger.
    private static final int SMALL = 32 << 10;

    private final Exchange exchange;
    private final int limit;
    private final String target;

    /// @param limit of the body, in bytes
    /// @param target for messages
    ResponseReader(Exchange exchange, int limit, String target) {
        this.exchange = exchange;
        this.limit = limit;
        this.target = target;
    }

    @Override
    public Answered handleResponse(ClassicHttpResponse response) {
        Response head = new Response(response.getCode(), headers(response), Content.empty());
        exchange.answered(new Answered(head, Optional.of(lost("it broke off"))));
        Answered answer = withBody(head, response);
        exchange.answered(answer);
        return answer;
    }

    private Answered withBody(Response head, ClassicHttpResponse response) {
        HttpEntity entity = response.getEntity();
        if (entity == null) {
            return new Answered(head);
        }
        try {
            Optional<byte[]> body = read(entity);
            if (body.isPresent()) {
                return new Answered(new Response(head.status(), head.headers(), content(body.get(), head.headers())));
            }
            exchange.abandon();
            return new Answered(head, Optional.of(lost("it is larger than " + limit + " bytes")));
        } catch (NoRoomException e) {
            exchange.abandon();
            if (WorkRoom.current().filter(work -> !work.isPatient()).isPresent()) {
                throw e.ofAnswer();
            }
            return new Answered(head, Optional.of(lost(String.valueOf(e.getMessage()))));
        } catch (IOException e) {
            exchange.abandon();
            return new Answered(
                    head, Optional.of(lost(exchange.hasExpired() ? "it was not whole in time" : "it broke off")));
        }
    }

    /// All of it; empty when it is larger than the limit. The stream is closed only at its end: to close it
    /// earlier would be to read on.
    private Optional<byte[]> read(HttpEntity entity) throws IOException {
        long length = entity.getContentLength();
        if (length > limit) {
            return Optional.empty();
        }
        if (length > SMALL) {
            WorkRoom.take(length);
        }
        InputStream in = entity.getContent();
        Optional<byte[]> body =
                length < 0 ? UnsizedBody.read(in, limit, new Growth()::reached) : Optional.of(read(in, length));
        if (body.isPresent()) {
            in.close();
        }
        return body;
    }

    /// Takes room for a body as it grows.
    private static final class Growth {

        private long taken;

        void reached(long bytes) {
            if (bytes > Math.max(SMALL, taken)) {
                WorkRoom.take(bytes - taken);
                taken = bytes;
            }
        }
    }

    private static byte[] read(InputStream in, long length) throws IOException {
        byte[] bytes = new byte[(int) length];
        if (in.readNBytes(bytes, 0, bytes.length) < bytes.length) {
            throw new EOFException("the body of an answer is shorter than announced");
        }
        return bytes;
    }

    private Failure lost(String why) {
        return SenderError.RESPONSE.failure(target, why);
    }

    private static Content content(byte[] bytes, Headers headers) {
        return headers.first("Content-Type")
                .map(type -> Content.of(bytes, type))
                .orElseGet(() -> Content.of(bytes));
    }

    /// The fields that belong to the message. What could not stand in a header section is left out: there is no
    /// way to pass it on.
    private static Headers headers(ClassicHttpResponse response) {
        Header[] received = response.getHeaders();
        List<Headers.Field> fields = new ArrayList<>(received.length);
        for (Header header : received) {
            try {
                fields.add(new Headers.Field(header.getName(), header.getValue()));
            } catch (IllegalArgumentException e) {
                LOGGER.log(Level.DEBUG, "a header field of an answer is left out: {0}", e.getMessage());
            }
        }
        HopByHop hopByHop = HopByHop.of(Headers.of(fields));
        fields.removeIf(field -> hopByHop.contains(field.name()));
        return Headers.of(fields);
    }
}
