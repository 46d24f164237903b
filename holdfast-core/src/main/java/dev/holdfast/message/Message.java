// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.message;

/// A message: what is carried from a client through stores to an endpoint. Immutable.
///
/// @param flowId the client request that it came with
/// @param headers the header fields, as received or as mediation left them
/// @param content the body
/// @param properties what mediation knows about it, over all scopes that survive a store
/// @param options how it asks to be kept
public record Message(
        FlowId flowId, Headers headers, Content content, MessageProperties properties, StorageOptions options) {

    /// A message with nothing but a body.
    public static Message of(FlowId flowId, Content content) {
        return new Message(flowId, Headers.empty(), content, MessageProperties.none(), StorageOptions.normal());
    }

    /// This message with other headers.
    public Message withHeaders(Headers newHeaders) {
        return new Message(flowId, newHeaders, content, properties, options);
    }

    /// This message with other properties.
    public Message withProperties(MessageProperties newProperties) {
        return new Message(flowId, headers, content, newProperties, options);
    }

    /// This message with other options.
    public Message withOptions(StorageOptions newOptions) {
        return new Message(flowId, headers, content, properties, newOptions);
    }
}
