// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.store;

import dev.holdfast.message.IdSource;
import dev.holdfast.settings.Parameter;
import dev.holdfast.settings.Parameters;
import dev.holdfast.time.Timer;
import java.util.Set;
import java.util.function.Function;

/// A store technology. Found with [java.util.ServiceLoader], so that nothing else names it.
public interface MessageStoreProvider {

    /// The class names by which artifacts ask for this technology, the canonical one first.
    Set<String> classNames();

    /// What the management API calls it, such as `jms-message-store`.
    String type();

    /// Reads the settings of one store, without touching its engine.
    ///
    /// @param parameters where problems are reported too; what it does not ask for is reported as unknown
    /// @return what opens the store; only to be used when no error was reported
    Blueprint read(Parameters parameters);

    /// The settings of one store, read.
    interface Blueprint {

        /// Opens the store.
        ///
        /// When this returns, the store can be used; its engine may be unreachable still, and appends say so.
        MessageStore open(Setting setting);
    }

    /// What a store is opened with.
    ///
    /// @param name of the store
    /// @param timer its time
    /// @param ids for messages that others put there
    /// @param hasFailover whether a failover store stands behind it, so that it should give up soon
    /// @param expressions what a parameter means that is an expression
    record Setting(
            String name,
            Timer timer,
            IdSource ids,
            boolean hasFailover,
            Function<Parameter, MessageExpression> expressions) {

        /// Where no parameter is an expression.
        ///
        /// @param name of the store
        /// @param timer its time
        /// @param ids for messages that others put there
        /// @param hasFailover whether a failover store stands behind it, so that it should give up soon
        public Setting(String name, Timer timer, IdSource ids, boolean hasFailover) {
            this(name, timer, ids, hasFailover, _ -> _ -> "");
        }
    }
}
