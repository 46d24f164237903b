// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.store;

import dev.holdfast.message.StoredMessage;
import java.util.List;

/// A queue of messages on stable storage: an embedded database, a broker, a table.
///
/// A store does one thing: it keeps what it is given, in order, until it is settled. Which store a message goes
/// to, what happens when that store is down, and the books are decided elsewhere
/// ([dev.holdfast.routing.StoreRouter], [dev.holdfast.ledger.Ledger]). Implementations must be thread-safe;
/// many threads append at the same time, and none waits for another longer than the engine demands.
public interface MessageStore extends AutoCloseable {

    /// The name by which artifacts refer to the store.
    String name();

    /// Puts the messages at the end of the queue.
    ///
    /// When this returns, every one of them is on stable storage, in the order of the list: on a disk that
    /// confirmed a flush, or confirmed by the engine. After a [StoreException] of category *unknown*, any of
    /// them may be; after one of any other category, none is.
    ///
    /// @param messages not empty
    void append(List<StoredMessage> messages);

    /// Opens a consumer. Messages that consumers of this store hold are not handed to another.
    ///
    /// @param window how many deliveries the consumer may hold unsettled at once, from 1
    /// @throws StoreException *unavailable* when the engine cannot be reached
    StoreConsumer openConsumer(int window);

    /// Asks the engine for a full round trip.
    ///
    /// When this returns, the engine has just answered a request that it cannot answer while it is stopped,
    /// frozen or without access to its storage.
    ///
    /// @throws StoreException *unavailable* otherwise, within the time limit for sends of this store
    void probe();

    /// Ends use of the engine; open consumers are closed and give back what they hold.
    @Override
    void close();
}
