// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.http;

import dev.holdfast.transport.Listeners.ClientCertificate;
import java.util.List;
import java.util.Optional;

/// How a socket speaks TLS.
///
/// @param identity the key and certificate that clients see
/// @param trusted whose certificates clients may show; empty for those that the platform trusts
/// @param clients whether clients show a certificate
/// @param protocols by their names in Java; empty for those of the platform, TLS 1.2 and 1.3
/// @param ciphers by their names in Java, the best first; empty for those of the platform
public record TlsSettings(
        KeyStoreFile identity,
        Optional<KeyStoreFile> trusted,
        ClientCertificate clients,
        List<String> protocols,
        List<String> ciphers) {

    /// Copies the lists.
    public TlsSettings {
        protocols = List.copyOf(protocols);
        ciphers = List.copyOf(ciphers);
    }

    /// As the platform has it, without certificates of clients.
    public static TlsSettings of(KeyStoreFile identity) {
        return new TlsSettings(identity, Optional.empty(), ClientCertificate.NONE, List.of(), List.of());
    }
}
