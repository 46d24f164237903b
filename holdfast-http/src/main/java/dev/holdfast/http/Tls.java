// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.http;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/// Makes TLS contexts of what the settings say: TLS 1.2 and 1.3 as the platform has them.
final class Tls {

    private Tls() {}

    /// The context of a server that shows the key and certificate of this store.
    ///
    /// @throws HttpSetupException when they cannot be had
    static SSLContext serverContext(TlsSettings settings) {
        KeyStoreFile identity = settings.identity();
        KeyStore store = identity.load();
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, identity.keyPassword().toCharArray());
            requireKey(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trustOf(settings), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw identity.unusable("does not hold a key that can be used", e);
        }
    }

    /// The platform's, where nothing else is asked for.
    private static TrustManager @Nullable [] trustOf(TlsSettings settings) throws GeneralSecurityException {
        if (settings.trusted().isEmpty()) {
            return null;
        }
        KeyStoreFile file = settings.trusted().get();
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(file.load());
        return trust.getTrustManagers();
    }

    /// The context of a client that trusts what it is told to trust.
    ///
    /// @throws HttpSetupException when that cannot be had
    static SSLContext clientContext(TlsTrust trust) {
        return switch (trust) {
            case TlsTrust.Platform() -> platformContext();
            case TlsTrust.PlatformAnd(KeyStoreFile file) -> trusting(file, joined(file));
            case TlsTrust.Only(KeyStoreFile file) -> trusting(file, file.load());
        };
    }

    private static SSLContext platformContext() {
        try {
            return SSLContext.getDefault();
        } catch (GeneralSecurityException e) {
            throw new HttpSetupException(
                    HttpSetupException.Category.KEY_STORE,
                    "the trust store of the Java platform cannot be used: " + e.getMessage(),
                    e);
        }
    }

    private static SSLContext trusting(KeyStoreFile file, KeyStore store) {
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), new SecureRandom());
            return context;
        } catch (GeneralSecurityException e) {
            throw file.unusable("does not hold certificates that can be trusted", e);
        }
    }

    /// The store with the platform's certificates added.
    private static KeyStore joined(KeyStoreFile file) {
        KeyStore store = file.load();
        try {
            TrustManagerFactory platform = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            platform.init((KeyStore) null);
            int count = 0;
            for (TrustManager manager : platform.getTrustManagers()) {
                if (manager instanceof X509TrustManager trusting) {
                    for (X509Certificate certificate : trusting.getAcceptedIssuers()) {
                        count++;
                        store.setCertificateEntry("platform-" + count, certificate);
                    }
                }
            }
            return store;
        } catch (GeneralSecurityException e) {
            throw file.unusable("cannot be joined with the trust store of the platform", e);
        }
    }

    private static void requireKey(KeyStore store) throws KeyStoreException {
        for (String alias : java.util.Collections.list(store.aliases())) {
            if (store.isKeyEntry(alias)) {
                return;
            }
        }
        throw new KeyStoreException("it has no private key");
    }
}
