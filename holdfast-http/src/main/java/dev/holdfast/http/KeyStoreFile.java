// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.http;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;

/// A file with keys and certificates, PKCS12 or JKS.
///
/// @param path where it is
/// @param password of the store; never shown
/// @param keyPassword of the keys in it; never shown
public record KeyStoreFile(Path path, String password, String keyPassword) {

    /// One whose keys have the password of the store.
    public KeyStoreFile(Path path, String password) {
        this(path, password, password);
    }

    KeyStore load() {
        try {
            return KeyStore.getInstance(path.toFile(), password.toCharArray());
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            // The last is what a file that is not there has for an exception.
            throw unusable("cannot be read", e);
        }
    }

    HttpSetupException unusable(String what, Throwable cause) {
        return new HttpSetupException(
                HttpSetupException.Category.KEY_STORE,
                "key store " + path + " " + what + ": " + cause.getMessage() + " (expected: PKCS12 or JKS)",
                cause);
    }

    /// The path only.
    @Override
    public String toString() {
        return "KeyStoreFile[" + path + "]";
    }
}
