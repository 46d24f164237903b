// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jms;

import dev.holdfast.message.Content;
import dev.holdfast.message.Headers;
import dev.holdfast.message.MessageFormatException;
import dev.holdfast.message.MessageProperties;

/// placeholder
record UpstreamObject(Headers headers, Content content, MessageProperties properties) {
    static UpstreamObject read(byte[] bytes) {
        throw new MessageFormatException("an object of " + bytes.length + " bytes");
    }
}
