// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.configuration;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// The settings of one run, all valid. Immutable.
public final class Settings {

    private final Map<SettingKey, String> texts;

    Settings(Map<SettingKey, String> texts) {
        this.texts = new EnumMap<>(texts);
    }

    /// The text, if it is not empty.
    public Optional<String> text(SettingKey key) {
        return Optional.of(raw(key)).filter(text -> !text.isEmpty());
    }

    /// The path, if it is not empty.
    public Optional<Path> path(SettingKey key) {
        return text(key).map(Path::of);
    }

    /// The number.
    public int number(SettingKey key) {
        return Integer.parseInt(raw(key));
    }

    /// The port with the offset; 0 stays 0.
    public int port(SettingKey key) {
        int port = number(key);
        return port == 0 ? 0 : port + number(SettingKey.OFFSET);
    }

    /// The flag.
    public boolean flag(SettingKey key) {
        return Boolean.parseBoolean(raw(key));
    }

    /// The duration.
    public Duration duration(SettingKey key) {
        return Quantities.duration(raw(key)).orElseThrow();
    }

    /// The number of bytes.
    public long bytes(SettingKey key) {
        return Quantities.bytes(raw(key)).orElseThrow();
    }

    /// The level of the log.
    public String level(SettingKey key) {
        return Levels.level(raw(key)).orElseThrow();
    }

    /// The levels by logger.
    public Map<String, String> levels(SettingKey key) {
        return Levels.levels(raw(key)).orElseThrow();
    }

    private String raw(SettingKey key) {
        return texts.getOrDefault(key, key.defaultText());
    }
}
