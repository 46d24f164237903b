// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.configuration;

import dev.holdfast.settings.Location;
import dev.holdfast.settings.NearestName;
import dev.holdfast.settings.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.tomlj.Toml;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;

/// Reads the settings: `holdfast.toml`, then environment variables, then what the command line says; the later
/// wins.
/// Everything that is wrong is reported at once.
public final class SettingsReader {

    private static final String PREFIX = "HOLDFAST_";
    /// Variables of the start script.
    private static final List<String> SCRIPT_VARIABLES = List.of(
            "HOLDFAST_JAVA_HOME",
            "HOLDFAST_JAVA_OPTS",
            "HOLDFAST_BUILD",
            "HOLDFAST_HOME",
            "HOLDFAST_CONFIG",
            "HOLDFAST_DATA");

    private final Map<SettingKey, String> texts = new EnumMap<>(SettingKey.class);
    private final Problems problems = new Problems();

    /// Reads the file.
    public SettingsReader file(Path file) {
        String name = file.toString();
        try {
            TomlParseResult toml = Toml.parse(file);
            toml.errors()
                    .forEach(error -> problems.error(
                            new Location(name, error.position().line(), ""), String.valueOf(error.getMessage())));
            if (!toml.hasErrors()) {
                readTable(name, toml);
            }
        } catch (IOException e) {
            problems.error(
                    Location.of(name), "cannot be read: " + (Files.exists(file) ? e.getMessage() : "no such file"));
        }
        return this;
    }

    /// Reads `deployment.toml` of upstream's server, if one belongs to the artifacts. Whatever is read later wins.
    ///
    /// @param artifacts their folder
    public SettingsReader upstream(Path artifacts) {
        DeploymentToml.beside(artifacts)
                .ifPresent(found -> DeploymentToml.read(found, problems)
                        .forEach((key, entry) -> set(key, entry.value(), entry.location())));
        return this;
    }

    /// Reads the environment.
    public SettingsReader environment(Map<String, String> variables) {
        Map<String, SettingKey> known = new TreeMap<>();
        for (SettingKey key : SettingKey.values()) {
            known.put(key.variable(), key);
        }
        Optional.ofNullable(variables.get("HOLDFAST_DATA")).ifPresent(data -> texts.put(SettingKey.DATA, data));
        variables.forEach((name, value) -> {
            SettingKey key = known.get(name);
            if (key != null) {
                set(key, value, new Location("environment", 0, name));
            } else if (name.startsWith(PREFIX) && !SCRIPT_VARIABLES.contains(name)) {
                problems.warning(
                        new Location("environment", 0, name), "is no setting" + NearestName.hint(name, known.keySet()));
            }
        });
        return this;
    }

    /// Takes a value from the command line.
    public SettingsReader option(SettingKey key, String value, String option) {
        set(key, value, new Location("command line", 0, option));
        return this;
    }

    /// What was wrong.
    public Problems problems() {
        return problems;
    }

    /// The settings; only to be used when no error was found.
    public Settings settings() {
        return new Settings(texts);
    }

    private void readTable(String file, TomlTable table) {
        for (List<String> path : table.keyPathSet()) {
            String key = String.join(".", path);
            var position = table.inputPositionOf(path);
            Location location = new Location(file, position == null ? 0 : position.line(), "");
            Object value = table.get(path);
            Optional<SettingKey> setting = SettingKey.named(key);
            if (setting.isEmpty()) {
                problems.error(location, "unknown setting '" + key + "'" + NearestName.hint(key, SettingKey.keys()));
            } else if (value != null) {
                set(setting.get(), value.toString(), location);
            }
        }
    }

    private void set(SettingKey key, String value, Location location) {
        String text = key.kind() == SettingKey.Kind.BOOLEAN ? value.toLowerCase(Locale.ROOT) : value.trim();
        if (fits(key.kind(), text)) {
            texts.put(key, text);
        } else {
            problems.error(
                    location,
                    "setting '" + key.key() + "' is '" + value + "'; expected "
                            + key.kind().form());
        }
    }

    private static boolean fits(SettingKey.Kind kind, String text) {
        return switch (kind) {
            case INTEGER -> isNumber(text, Integer.MAX_VALUE);
            case PORT -> isNumber(text, 65_535);
            case BOOLEAN -> text.equals("true") || text.equals("false");
            case TEXT, SECRET, PATH -> true;
            case COUNT -> isNumber(text, Integer.MAX_VALUE) && Integer.parseInt(text) > 0;
            case PERIOD ->
                Quantities.duration(text).filter(Duration::isPositive).isPresent();
            case HEADER -> text.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
            case DURATION -> Quantities.duration(text).isPresent();
            case LEVEL -> Levels.level(text).isPresent();
            case LEVELS -> Levels.levels(text).isPresent();
            case BYTES -> Quantities.bytes(text).isPresent();
        };
    }

    private static boolean isNumber(String text, int maximum) {
        return text.matches("\\d{1,9}") && Integer.parseInt(text) <= maximum;
    }
}
