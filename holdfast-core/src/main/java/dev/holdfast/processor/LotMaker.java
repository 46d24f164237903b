// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.processor;

import dev.holdfast.message.BodyBudget;
import dev.holdfast.message.StoredMessage;
import dev.holdfast.store.Delivery;
import dev.holdfast.store.Delivery.Received;
import dev.holdfast.store.Unread;

/// Finds out about deliveries what their order needs. A message that is still in its store is read for that only
/// when its key is in it.
///
/// @param bodies where room for a message is taken that is read
record LotMaker(Ordering ordering, BodyBudget.Account bodies) {

    /// How many messages may be unsettled at once.
    int limit(int window) {
        return ordering instanceof Ordering.Strict ? 1 : window;
    }

    /// How many bytes of messages may be: more is not taken before some have come to their end. A single
    /// message may be larger.
    long limitBytes() {
        return bodies.limit() / 4;
    }

    Lot make(Delivery delivery) throws InterruptedException {
        long unread = Unread.bytesOf(delivery);
        if (unread == 0) {
            return lot(delivery, delivery.received(), true);
        }
        return switch (ordering) {
            case Ordering.Strict() -> new Lot(delivery, "", 0);
            case Ordering.Unordered _ -> new Lot(delivery, delivery, 0);
            case Ordering.ByKey _ -> {
                try (BodyBudget.Share _ = bodies.take(unread)) {
                    yield lot(delivery, delivery.received(), false);
                }
            }
        };
    }

    private Lot lot(Delivery delivery, Received received, boolean stays) {
        return switch (received) {
            case Received.Valid valid ->
                new Lot(delivery, ordering.keyOf(valid.message()), stays ? size(valid.message()) : 0);
            case Received.Invalid invalid ->
                new Lot(delivery, new Object(), stays ? invalid.raw().size() : 0);
        };
    }

    private static long size(StoredMessage message) {
        return message.message().content().size();
    }
}
