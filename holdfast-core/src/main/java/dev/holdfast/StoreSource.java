// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast;

import dev.holdfast.store.MessageStore;
import dev.holdfast.store.MessageStoreProvider.Setting;

/// A store that is not open yet: its name, and how it is reached. Each store module has a builder of them,
/// such as `JmsStore`; [ProviderStore] makes them for any technology. Immutable; equal ones are the same
/// store.
public interface StoreSource {

    /// The name by which one [Holdfast] knows the store.
    String name();

    /// Opens the store.
    ///
    /// When this returns, the store can be used; its engine may be unreachable still, and appends say so.
    MessageStore open(Setting setting);

    /// Another queue of the same engine, of that name.
    StoreSource sibling(String name);
}
