// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.http;

/// Whose certificates are trusted when something is sent to an `https` address. Names are always checked.
public sealed interface TlsTrust {

    /// Those that the Java platform trusts.
    record Platform() implements TlsTrust {}

    /// Those that the Java platform trusts, and those in this store.
    record PlatformAnd(KeyStoreFile store) implements TlsTrust {}

    /// Those in this store and no others.
    record Only(KeyStoreFile store) implements TlsTrust {}
}
