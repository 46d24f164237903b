// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.time.ManualTimer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The registry: keys, places, properties, caching and writing.
class RegistryTest {

    @TempDir
    Path folder;

    private final ManualTimer timer = new ManualTimer();

    @Test
    void each_prefix_names_its_folder() throws IOException {
        file("config/a.txt", "of conf");
        file("governance/b/c.txt", "of gov");
        file("governance/mi-resources/d.txt", "of resources");
        file("local/e.txt", "of local");
        Registry registry = registry();

        assertThat(text(registry, "conf:/a.txt")).contains("of conf");
        assertThat(text(registry, "conf:a.txt")).contains("of conf");
        assertThat(text(registry, "gov:/b/c.txt")).contains("of gov");
        assertThat(text(registry, "resources:d.txt")).contains("of resources");
        assertThat(text(registry, "gov:mi-resources/d.txt")).contains("of resources");
        assertThat(text(registry, "local:/e.txt")).contains("of local");
        assertThat(text(registry, "conf:/b")).isEmpty();
        assertThat(text(registry, "gov:/b")).isEmpty();
        assertThat(text(registry, "anything")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "conf:/../secret",
                "conf:/a/../../secret",
                "conf:a/./b",
                "conf:/a//b",
                "conf:/C:/windows",
                "gov:a\\..\\b",
                "resources:../../secret",
                "local:a\u0000b"
            })
    void no_key_leads_out(String key) {
        assertThatThrownBy(() -> registry().find(key))
                .isInstanceOf(ResourceException.class)
                .hasMessageContaining("is no path of a resource");
    }

    @Test
    void no_link_leads_out() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "secret");
        Files.createDirectories(folder.resolve("registry/config"));
        Files.createSymbolicLink(folder.resolve("registry/config/link"), secret);
        Files.createSymbolicLink(folder.resolve("written"), folder);

        assertThat(text(registry(), "conf:/link")).isEmpty();
    }

    @Test
    void properties_stand_beside_their_resource() throws IOException {
        file("config/a.txt", "text");
        file("config/a.txt.properties", "owner=somebody\n");
        Resource resource = registry().find("conf:/a.txt").orElseThrow();

        assertThat(resource.property("owner")).contains("somebody");
        assertThat(resource.property("other")).isEmpty();
    }

    @Test
    void what_has_been_read_is_kept_for_the_time_of_caching_and_then_looked_at_again() throws IOException {
        file("config/a.txt", "first");
        Registry registry = registry();
        Resource first = registry.find("conf:/a.txt").orElseThrow();
        file("config/a.txt", "second one");

        assertThat(registry.find("conf:/a.txt")).containsSame(first);
        timer.advance(Duration.ofSeconds(15));
        assertThat(text(registry, "conf:/a.txt")).contains("second one");
        Resource second = registry.find("conf:/a.txt").orElseThrow();
        timer.advance(Duration.ofSeconds(15));
        assertThat(registry.find("conf:/a.txt"))
                .as("unchanged, so it is the same object")
                .containsSame(second);
    }

    @Test
    void what_is_written_is_found_at_once_and_wins() throws IOException {
        file("config/a.txt", "of the artifacts");
        Registry registry = registry();
        assertThat(text(registry, "conf:/a.txt")).contains("of the artifacts");

        registry.write("conf:/a.txt", "of a flow");
        registry.write("gov:/new/b.txt@owner", "somebody");

        assertThat(text(registry, "conf:/a.txt")).contains("of a flow");
        assertThat(registry.find("gov:/new/b.txt").orElseThrow().property("owner"))
                .contains("somebody");
        assertThat(text(new Registry(places(), timer), "conf:/a.txt"))
                .as("after a restart")
                .contains("of a flow");
        assertThat(folder.resolve("written/config/a.txt")).hasContent("of a flow");
        assertThat(folder.resolve("registry/config/a.txt")).hasContent("of the artifacts");
    }

    @Test
    void what_cannot_be_written_says_why() {
        assertThatThrownBy(() -> registry().write("name", "text"))
                .hasMessageContaining("'name' is no key of the registry; expected conf:");
        assertThatThrownBy(() -> registry().write("conf:", "text")).hasMessageContaining("is the key of a folder");
        assertThatThrownBy(() -> new Registry(Registry.Places.none(), timer).write("conf:/a", "text"))
                .hasMessageContaining("there is no folder for it");
    }

    @Test
    void what_archives_bring_comes_last() {
        Resource archived = Resource.of("a.car!/x", "bytes".getBytes(StandardCharsets.UTF_8), Map.of("a", "b"));
        ResourceKey key =
                ResourceKey.ofSystemPath("/_system/governance/mi-resources/x").orElseThrow();
        Registry registry = new Registry(
                new Registry.Places(Optional.empty(), List.of(), Map.of(key, archived), Duration.ZERO), timer);

        assertThat(registry.find("resources:x")).containsSame(archived);
        assertThat(ResourceKey.ofSystemPath("/somewhere/else")).isEmpty();
    }

    private Registry registry() {
        return new Registry(places(), timer);
    }

    private Registry.Places places() {
        return new Registry.Places(
                Optional.of(folder.resolve("written")),
                RegistryFolder.mounts(folder.resolve("registry")),
                Map.of(),
                Registry.Places.USUAL_CACHING);
    }

    private void file(String path, String text) throws IOException {
        Path file = folder.resolve("registry").resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static Optional<String> text(Registry registry, String key) {
        return registry.find(key).map(Resource::text);
    }
}
