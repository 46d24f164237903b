// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.store;

import dev.holdfast.message.Content;
import dev.holdfast.message.StoredMessage;
import java.util.Map;

/// One hand-out of a message by a store. The message stays in the store until [#acknowledge] and is nobody
/// else's until [#release] or the end of the consumer. Thread-safe; settled once.
public interface Delivery {

    /// What was found in the store.
    ///
    /// @throws StoreException *unavailable* when it has to be read (see [Unread]) and cannot be
    Received received();

    /// Takes the message out of the store.
    ///
    /// When this returns, the store will not hand the message out again, also after a SIGKILL of this process.
    ///
    /// @throws StoreException *unknown* or *unavailable* when that is not certain: it may come again
    void acknowledge();

    /// Gives the message back: it is delivered again, to this consumer or another, before younger ones where
    /// the engine can do that.
    void release();

    /// What a store can hold.
    sealed interface Received {

        /// Whether someone else put it there, so that it was never counted as appended.
        boolean foreign();

        /// A message that can be read.
        ///
        /// @param message as it was appended; or made from a foreign message, with a new id
        /// @param foreign whether someone else put the message there, so that it was never counted as appended
        record Valid(StoredMessage message, boolean foreign) implements Received {}

        /// Something that cannot be read. It must end in the store for invalid messages, whole.
        ///
        /// @param raw the bytes as they are in the engine
        /// @param attributes what the engine says about them: its own id, headers
        /// @param reason what is wrong with them
        /// @param foreign whether someone else put them there, so that they were never counted as appended
        record Invalid(Content raw, Map<String, String> attributes, String reason, boolean foreign)
                implements Received {}
    }
}
