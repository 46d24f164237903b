// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.resource;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The key of a resource of the registry, in its one canonical form: `resources:a`, `gov:mi-resources/a` and
/// `gov:/mi-resources/a` are the same. No key leads out of its area.
///
/// @param area the part of the registry
/// @param path below it, with `/` between its steps; empty for the area as a whole
public record ResourceKey(Area area, String path) {

    private static final String MI_RESOURCES = "mi-resources";
    private static final String RESOURCES = "resources:";
    private static final Pattern STEP = Pattern.compile("[^/\\\\:\\x00-\\x1f]+");
    private static final int LONGEST = 1024;

    /// The parts of a registry.
    public enum Area {
        /// `conf:`
        CONF("conf:", "config"),
        /// `gov:`
        GOV("gov:", "governance"),
        /// `local:`
        LOCAL("local:", "local");

        private final String prefix;
        private final String folder;

        Area(String prefix, String folder) {
            this.prefix = prefix;
            this.folder = folder;
        }

        /// The name of its folder, below that of the registry.
        public String folder() {
            return folder;
        }
    }

    /// Checks that the path does not lead out.
    public ResourceKey {
        if (!path.isEmpty() && (path.length() > LONGEST || !isSafe(path))) {
            throw new IllegalArgumentException(
                    "'" + path + "' is no path of a resource; expected names with / between, without ..");
        }
    }

    /// Whether the text begins as the key of a resource of the registry does.
    public static boolean isOne(String text) {
        return text.startsWith(RESOURCES)
                || Arrays.stream(Area.values()).anyMatch(area -> text.startsWith(area.prefix));
    }

    /// Reads a key, with `conf:`, `gov:`, `local:` or `resources:`; empty for any other text.
    ///
    /// @throws IllegalArgumentException when it leads out of its area
    public static Optional<ResourceKey> parse(String text) {
        if (text.startsWith(RESOURCES)) {
            return Optional.of(new ResourceKey(Area.GOV, MI_RESOURCES).below(text.substring(RESOURCES.length())));
        }
        return Arrays.stream(Area.values())
                .filter(area -> text.startsWith(area.prefix))
                .findFirst()
                .map(area -> new ResourceKey(area, "").below(text.substring(area.prefix.length())));
    }

    /// Reads a path as descriptors of archives have it, such as `/_system/governance/mi-resources`.
    ///
    /// @throws IllegalArgumentException when it leads out of its area
    public static Optional<ResourceKey> ofSystemPath(String text) {
        String path = trimmed(text);
        for (Area area : Area.values()) {
            String root = "_system/" + area.folder;
            if (path.equals(root) || path.startsWith(root + "/")) {
                return Optional.of(new ResourceKey(area, "").below(path.substring(root.length())));
            }
        }
        return Optional.empty();
    }

    /// The resources that `resources:` names.
    public static ResourceKey miResources() {
        return new ResourceKey(Area.GOV, MI_RESOURCES);
    }

    /// The key of what lies below this one.
    ///
    /// @throws IllegalArgumentException when the steps lead out
    public ResourceKey below(String steps) {
        String trimmed = trimmed(steps);
        if (trimmed.isEmpty()) {
            return this;
        }
        return new ResourceKey(area, path.isEmpty() ? trimmed : path + "/" + trimmed);
    }

    /// The steps from an upper key to this one; empty when it is not above this one.
    Optional<String> relativeTo(ResourceKey upper) {
        if (area != upper.area) {
            return Optional.empty();
        }
        if (upper.path.isEmpty() || path.equals(upper.path)) {
            return Optional.of(path.substring(upper.path.length()));
        }
        return path.startsWith(upper.path + "/")
                ? Optional.of(path.substring(upper.path.length() + 1))
                : Optional.empty();
    }

    private static boolean isSafe(String path) {
        return List.of(path.split("/", -1)).stream()
                .allMatch(step -> STEP.matcher(step).matches() && !step.equals("..") && !step.equals("."));
    }

    private static String trimmed(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && text.charAt(from) == '/') {
            from++;
        }
        while (to > from && text.charAt(to - 1) == '/') {
            to--;
        }
        return text.substring(from, to);
    }

    /// As artifacts write it.
    @Override
    public String toString() {
        return area.prefix + "/" + path;
    }
}
