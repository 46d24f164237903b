// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.server;

import dev.holdfast.configuration.SettingKey;
import dev.holdfast.configuration.Settings;
import dev.holdfast.http.KeyStoreFile;
import dev.holdfast.time.Timer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The key and certificate of the node: those of the settings, or self-signed ones, made when they are first
/// asked for.
/// Not thread-safe.
final class Identity implements Supplier<KeyStoreFile> {

    private static final Logger LOGGER = System.getLogger(Identity.class.getName());

    private final Settings settings;
    private final Supplier<Path> folder;
    private @Nullable KeyStoreFile found;

    /// @param folder where self-signed ones are kept
    Identity(Settings settings, Supplier<Path> folder) {
        this.settings = settings;
        this.folder = folder;
    }

    /// Makes it ahead of time, if somebody is going to ask for it: that takes a second or more at the first
    /// start.
    void prepare(Timer timer) {
        if (settings.flag(SettingKey.HTTPS_ENABLED) || settings.flag(SettingKey.MANAGEMENT_ENABLED)) {
            timer.start("key-store", () -> {
                try {
                    get();
                } catch (StartException e) {
                    // Who asks for it gets to hear of that.
                    LOGGER.log(Level.DEBUG, "no key store yet", e);
                }
            });
        }
    }

    @Override
    public synchronized KeyStoreFile get() {
        KeyStoreFile file = found;
        if (file == null) {
            file = find();
            found = file;
        }
        return file;
    }

    private KeyStoreFile find() {
        Optional<Path> given = settings.path(SettingKey.KEY_STORE);
        if (given.isPresent()) {
            return new KeyStoreFile(
                    given.get(), settings.text(SettingKey.KEY_STORE_PASSWORD).orElse(""));
        }
        return SelfSignedKeyStore.in(folder.get());
    }
}
