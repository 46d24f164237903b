// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jms;

import dev.holdfast.grouping.AppendGroup;
import dev.holdfast.grouping.AppendOutcome;
import dev.holdfast.grouping.GroupedAppends;
import dev.holdfast.message.StoredMessage;
import dev.holdfast.store.StoreException;
import dev.holdfast.store.StoreException.Category;

/// Puts messages into the queue, those of many callers in one transaction. Thread-safe.
final class QueueWriter implements GroupedAppends.Writer<StoredMessage> {

    private final SenderPool senders;
    private final Broker broker;

    QueueWriter(SenderPool senders, Broker broker) {
        this.senders = senders;
        this.broker = broker;
    }

    @Override
    public int atOnce() {
        return SenderPool.LINKS;
    }

    @Override
    public String threadName() {
        return "jms-append-together";
    }

    @Override
    public AppendOutcome write(AppendGroup<StoredMessage> group) {
        try {
            return broker.call("append", group.attempt(), () -> {
                senders.send(group.messages(), group.attempt());
                return new AppendOutcome.Stored();
            });
        } catch (StoreException e) {
            boolean perhapsOne = group.isOfSeveral() && JmsFailures.isRolledBack(e);
            Category category = perhapsOne ? Category.REJECTED : e.category();
            return new AppendOutcome.Failed(category, String.valueOf(e.getMessage()), e);
        }
    }

    /// What has come from the broker is in the words of the store already.
    @Override
    public StoreException failure(AppendOutcome.Failed failed) {
        return failed.cause() instanceof StoreException known
                ? new StoreException(failed.category(), failed.reason(), known)
                : broker.failure(failed.category(), "append", failed.reason(), failed.cause());
    }
}
