// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.message.Content;
import dev.holdfast.message.Headers;
import dev.holdfast.transport.InboundRequest;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// How the address of a call is taken apart.
class CallTest {

    @Test
    void a_plus_sign_is_itself_in_a_path_and_a_space_in_a_query() {
        Call call = call("/management/message-stores/a+b%20c/messages", "reason=a+b%2B")
                .orElseThrow();
        assertThat(call.path()).containsExactly("message-stores", "a+b c", "messages");
        assertThat(call.parameter("reason")).contains("a b+");
    }

    @Test
    void a_parameter_without_a_value_is_there_and_empty() {
        Call call = call("/management/ledger", "id&&name=&=x&a=b=c").orElseThrow();
        assertThat(call.parameter("id")).contains("");
        assertThat(call.parameter("name")).contains("");
        assertThat(call.parameter("a")).contains("b=c");
        assertThat(call.query()).hasSize(3);
        assertThat(call("/management/ledger", "").orElseThrow().query()).isEmpty();
    }

    @Test
    void what_cannot_be_read_or_is_elsewhere_is_no_call() {
        assertThat(call("/management/%zz", "")).isEmpty();
        assertThat(call("/elsewhere", "")).isEmpty();
    }

    private static Optional<Call> call(String path, String query) {
        InboundRequest.Peer peer = new InboundRequest.Peer("https", "127.0.0.1", "127.0.0.1");
        return Call.of(new InboundRequest("GET", path, query, Headers.empty(), Content.empty(), peer));
    }
}
