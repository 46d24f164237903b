// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HttpFrameTest {

    @Test
    void a_message_is_read_when_its_last_byte_is_there() {
        byte[] request = bytes("POST / HTTP/1.1\r\nContent-Length: 10\r\n\r\n@@00042@@", 1);

        assertThat(HttpFrame.read(request, request.length - 2)).isEmpty();
        assertThat(HttpFrame.read(request, request.length)).isPresent();
    }

    @Test
    void the_id_stands_anywhere_in_the_body() {
        byte[] request = bytes("POST / HTTP/1.1\r\ncontent-length: 17\r\n\r\n<id>@@00042@@</id", 0);

        assertThat(HttpFrame.read(request, request.length).orElseThrow().id(request))
                .isEqualTo(42);
    }

    @Test
    void the_id_is_found_when_chunks_cut_it() {
        byte[] request =
                bytes("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n@@12\r\n5\r\n34@@.\r\n0\r\n\r\n", 0);

        HttpFrame frame = HttpFrame.read(request, request.length).orElseThrow();

        assertThat(frame.length()).isEqualTo(request.length);
        assertThat(frame.id(request)).isEqualTo(1234);
        assertThat(HttpFrame.read(request, request.length - 3)).isEmpty();
    }

    @Test
    void a_response_tells_its_status_and_whether_it_is_the_last() {
        byte[] response = bytes("HTTP/1.1 202 Accepted\r\nConnection: close\r\nContent-Length: 0\r\n\r\n", 0);

        assertThat(HttpFrame.status(response)).isEqualTo(202);
        assertThat(HttpFrame.read(response, response.length).orElseThrow().last())
                .isTrue();
    }

    @Test
    void a_body_without_a_mark_has_no_id() {
        byte[] request = bytes("POST / HTTP/1.1\r\nContent-Length: 6\r\n\r\n@@12@x", 0);

        assertThat(HttpFrame.read(request, request.length).orElseThrow().id(request))
                .isEqualTo(MessageIds.NONE);
    }

    private static byte[] bytes(String text, int more) {
        return (text + " ".repeat(more)).getBytes(StandardCharsets.US_ASCII);
    }
}
