// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rocksdb;

import dev.holdfast.message.Content;
import dev.holdfast.message.FlowId;
import dev.holdfast.message.IdSource;
import dev.holdfast.message.Message;
import dev.holdfast.message.StoredMessage;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/// Messages for tests.
final class TestMessages {

    static final IdSource IDS = new IdSource(TestDatabase.TIMER, new SecureRandom());

    private TestMessages() {}

    /// A message that says the text.
    static StoredMessage message(String text) {
        FlowId flow = IDS.newFlow();
        Message message = Message.of(flow, Content.ofText(text, "text/plain"));
        return StoredMessage.of(IDS.newAppend(flow), Instant.now(), "orders", message);
    }

    /// Messages that say the texts.
    static List<StoredMessage> messages(String... texts) {
        return Arrays.stream(texts).map(TestMessages::message).toList();
    }
}
