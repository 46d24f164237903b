// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jms;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.time.Duration;
import java.util.List;

/// Where a consumer has its messages from, and whom it tells that it is done with one. One thread takes at a time;
/// any number acknowledge.
interface Feed {

    /// Waits for messages.
    ///
    /// @param most so many are handed over at most, from 1; the broker regards as taken what is handed over
    /// @param wait for the first; when it is not positive, for none that is not there
    /// @return in the order of the queue; empty when there is none
    List<Message> take(int most, Duration wait) throws JMSException, InterruptedException;

    /// Tells the broker that the message is done with.
    ///
    /// When this returns, the broker has confirmed that.
    ///
    /// @throws dev.holdfast.store.StoreException when that is not certain; the connection is cut off then
    void acknowledge(Message message);

    /// Gives back what was taken and not acknowledged. When this returns, the broker has done so, and the feed is of
    /// no use any more.
    void giveBack() throws JMSException;
}
