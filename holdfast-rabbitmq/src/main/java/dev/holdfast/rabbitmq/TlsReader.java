// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rabbitmq;

import dev.holdfast.rabbitmq.RabbitMqSettings.Tls;
import dev.holdfast.settings.Parameter;
import dev.holdfast.settings.Parameters;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// Reads how connections are encrypted. Used once.
final class TlsReader {

    private static final String PREFIX = "rabbitmq.connection.ssl.";
    private static final String ENABLED = PREFIX + "enabled";
    private static final String VERSION = PREFIX + "version";
    private static final String VERIFY_HOST_NAME = PREFIX + "verify.hostname";
    private static final String KEY_STORE = PREFIX + "keystore";
    private static final String TRUST_STORE = PREFIX + "truststore";
    private static final String DEFAULT_TYPE = "JKS";
    private static final String DEFAULT_VERSION = "TLS";

    private final Parameters parameters;
    private final boolean enabled;

    TlsReader(Parameters parameters) {
        this.parameters = parameters;
        this.enabled = parameters.flag(ENABLED, false);
    }

    /// The settings, if connections are encrypted.
    Optional<Tls> read() {
        String version = parameters.text(VERSION).orElse(DEFAULT_VERSION);
        boolean verifyHostName = parameters.flag(VERIFY_HOST_NAME, false);
        Store keys = store(KEY_STORE);
        Store trusted = store(TRUST_STORE);
        if (!enabled) {
            return Optional.empty();
        }
        if (trusted.location.isEmpty()) {
            parameters.warning(
                    ENABLED,
                    "connections are encrypted, but any broker is trusted, as upstream; parameter '" + TRUST_STORE
                            + ".location' names the certificates to trust");
        }
        return context(version, keys, trusted).map(context -> new Tls(context, verifyHostName));
    }

    private Optional<SSLContext> context(String version, Store keys, Store trusted) {
        try {
            SSLContext context = SSLContext.getInstance(version);
            context.init(keyManagers(keys), trustManagers(trusted), null);
            return Optional.of(context);
        } catch (NoSuchAlgorithmException e) {
            parameters.error(
                    VERSION, "parameter '" + VERSION + "' is '" + version + "'; expected TLS, TLSv1.3 or TLSv1.2");
        } catch (GeneralSecurityException e) {
            parameters.error(ENABLED, "the settings for encryption do not fit together: " + e.getMessage());
        }
        return Optional.empty();
    }

    /// A file with keys or certificates.
    private record Store(String prefix, Optional<String> location, String type, Optional<String> password) {

        char @Nullable [] secret() {
            return password.map(String::toCharArray).orElse(null);
        }
    }

    private Store store(String prefix) {
        return new Store(
                prefix,
                parameters.text(prefix + ".location"),
                parameters.text(prefix + ".type").orElse(DEFAULT_TYPE),
                parameters.find(prefix + ".password").map(Parameter::value));
    }

    private KeyManager @Nullable [] keyManagers(Store keys) throws GeneralSecurityException {
        Optional<KeyStore> loaded = load(keys);
        if (loaded.isEmpty()) {
            return null;
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(loaded.get(), keys.secret());
        return factory.getKeyManagers();
    }

    private TrustManager[] trustManagers(Store trusted) throws GeneralSecurityException {
        Optional<KeyStore> loaded = load(trusted);
        if (loaded.isEmpty()) {
            return new TrustManager[] {new TrustAny()};
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(loaded.get());
        return factory.getTrustManagers();
    }

    private Optional<KeyStore> load(Store store) {
        if (store.location.isEmpty()) {
            return Optional.empty();
        }
        parameters.refuseVault(store.prefix + ".password");
        String name = store.prefix + ".location";
        try (InputStream in = Files.newInputStream(Path.of(store.location.get()))) {
            KeyStore loaded = KeyStore.getInstance(store.type);
            loaded.load(in, store.secret());
            return Optional.of(loaded);
        } catch (IOException | InvalidPathException | GeneralSecurityException e) {
            parameters.error(
                    name,
                    "parameter '" + name + "' is '" + store.location.get() + "'; expected a store of type " + store.type
                            + " that opens with its password: " + e);
            return Optional.empty();
        }
    }
}
