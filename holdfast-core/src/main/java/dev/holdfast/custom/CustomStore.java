// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.custom;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// A message store written in Java. An artifact names it by
/// `<messageStore name="orders" class="com.example.MyStore">`, and its jar lies in the folder `lib` beside the
/// artifacts.
///
/// It has a public constructor without parameters and without effects; `holdfast check` calls it too. It is
/// thread-safe: many threads append at the same time. Methods are called on virtual threads and may block. What a
/// method throws is told to who called, and never ends the process; a call that takes longer than
/// `store.send.timeout` is given up.
public interface CustomStore {

    /// Gets ready for use. It is called before anything else, and again later when it has thrown; it need not reach
    /// its engine.
    ///
    /// @param name of the store
    /// @param parameters of the artifact, placeholders filled in; those that Holdfast reads itself are among them
    /// @throws Exception when it cannot be used now: the store counts as unavailable
    void open(String name, Map<String, String> parameters) throws Exception;

    /// Puts messages at the end of the queue.
    ///
    /// When this returns, all of them are on stable storage, in this order.
    ///
    /// @throws CustomStoreException when none of them is stored
    /// @throws Exception whatever else: some may be stored or not
    void append(List<CustomMessage> messages) throws Exception;

    /// Opens a consumer. What consumers of this store hold is not handed to another.
    ///
    /// @param window so many deliveries it may hold at once; it is never asked for more
    CustomConsumer openConsumer(int window) throws Exception;

    /// Has the engine answer something that it cannot answer while it is stopped or without its storage.
    void probe() throws Exception;

    /// The number of messages in the engine, held ones included, measured there; empty when it cannot say.
    OptionalLong count() throws Exception;

    /// Ends use of the engine. Consumers have been closed.
    void close() throws Exception;

    /// Takes messages out of the store. Thread-safe.
    interface CustomConsumer {

        /// Waits for the next message: the oldest that is not settled and not held.
        ///
        /// @param timeout how long to wait; zero looks without waiting
        /// @return empty when the time is over
        /// @throws Exception when the connection is lost: the consumer is closed, and what it held comes again
        Optional<CustomDelivery> receive(Duration timeout) throws Exception;

        /// Gives back what is unsettled, and ends the consumer.
        void close() throws Exception;
    }

    /// One hand-out of a message. Settled once, at any time and in any order, by another thread perhaps.
    interface CustomDelivery {

        /// What the engine holds.
        CustomMessage message();

        /// Takes the message out.
        ///
        /// When this returns, the engine does not hand it out again, also after a kill.
        ///
        /// @throws Exception when that is not certain
        void acknowledge() throws Exception;

        /// Gives the message back: it is handed out again, before younger ones if the engine can do that.
        void release() throws Exception;
    }
}
