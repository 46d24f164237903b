// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.resource;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// The registry: files in folders, and what archives bring. What has been read is kept for a while, up to a size,
/// and read again only when its file has changed. Thread-safe.
public final class Registry {

    /// The largest resource, in bytes.
    public static final int LARGEST = 16 * 1024 * 1024;

    private static final long KEPT_BYTES = 64L * 1024 * 1024;
    private static final long OVERHEAD = 1_024;

    private final Places places;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<ResourceKey, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);
    private long keptBytes;

    /// Where resources are. The first place that has one wins.
    ///
    /// @param written the folder into which flows write; empty where they cannot
    /// @param mounts folders of the artifacts
    /// @param archived what archives bring
    /// @param cachedFor how long a resource is taken to be unchanged
    public record Places(
            Optional<Path> written, List<Mount> mounts, Map<ResourceKey, Resource> archived, Duration cachedFor) {

        /// How long a resource is kept where no artifact says so.
        public static final Duration USUAL_CACHING = Duration.ofSeconds(15);

        /// Copies the collections.
        public Places {
            mounts = List.copyOf(mounts);
            archived = Map.copyOf(archived);
        }

        /// None.
        public static Places none() {
            return new Places(Optional.empty(), List.of(), Map.of(), USUAL_CACHING);
        }
    }

    private record Kept(ResourceFile file, Resource resource, Instant checked) {

        /// About what it takes of the memory, so that very many small ones count as well.
        long bytes() {
            return resource.size() + OVERHEAD;
        }
    }

    /// @param clock says how old what is kept is
    public Registry(Places places, InstantSource clock) {
        this.places = places;
        this.clock = clock;
    }

    /// The resource of that key, with its prefix; empty when there is none, or the text is no key of a registry.
    ///
    /// @throws ResourceException when it is there and cannot be read, or the key leads out of the registry
    public Optional<Resource> find(String key) {
        return parse(key).flatMap(this::find);
    }

    /// The resource of that key.
    ///
    /// @throws ResourceException when it is there and cannot be read
    public Optional<Resource> find(ResourceKey key) {
        lock.lock();
        try {
            Instant now = clock.instant();
            Kept known = kept.get(key);
            if (known != null && now.isBefore(known.checked.plus(places.cachedFor))) {
                return Optional.of(known.resource);
            }
            return look(key, Optional.ofNullable(known), now);
        } catch (IOException e) {
            throw new ResourceException("resource " + key + " cannot be read: " + e.getMessage(), e);
        } finally {
            lock.unlock();
        }
    }

    private Optional<Resource> look(ResourceKey key, Optional<Kept> known, Instant now) throws IOException {
        forget(key);
        Optional<ResourceFile> file = file(key);
        if (file.isEmpty()) {
            return Optional.ofNullable(places.archived.get(key));
        }
        Resource resource = known.isPresent() && known.get().file.equals(file.get())
                ? known.get().resource
                : file.get().read();
        keep(key, new Kept(file.get(), resource, now));
        return Optional.of(resource);
    }

    /// Writes a text for `key`, a property for `key@name`.
    ///
    /// @throws ResourceException when it cannot be written, or the text is no key of a registry
    public void write(String name, String text) {
        int at = name.lastIndexOf('@');
        String path = at < 0 ? name : name.substring(0, at);
        ResourceKey key = parse(path)
                .orElseThrow(() -> new ResourceException("'" + path
                        + "' is no key of the registry; expected conf:, gov:, local: or resources: in front"));
        if (at < 0) {
            write(key, text);
        } else {
            writeProperty(key, name.substring(at + 1), text);
        }
    }

    private static Optional<ResourceKey> parse(String key) {
        try {
            return ResourceKey.parse(key);
        } catch (IllegalArgumentException e) {
            throw new ResourceException(String.valueOf(e.getMessage()), e);
        }
    }

    /// Writes a text; an existing resource keeps its properties.
    ///
    /// @throws ResourceException when it cannot be written
    public void write(ResourceKey key, String text) {
        change(key, folder -> RegistryFolder.write(folder, key, text));
    }

    /// Sets a property of a resource.
    ///
    /// @throws ResourceException when it cannot be written
    public void writeProperty(ResourceKey key, String name, String value) {
        Optional<Resource> now = find(key);
        change(key, folder -> {
            Map<String, String> properties =
                    new LinkedHashMap<>(now.map(Resource::properties).orElse(Map.of()));
            properties.put(name, value);
            RegistryFolder.writeProperties(folder, key, properties);
            if (RegistryFolder.find(folder, key).isEmpty()) {
                RegistryFolder.write(folder, key, now.map(Resource::text).orElse(""));
            }
        });
    }

    private interface Change {
        void in(Path folder) throws IOException;
    }

    private void change(ResourceKey key, Change change) {
        Path folder = places.written.orElseThrow(
                () -> new ResourceException("resource " + key + " cannot be written: there is no folder for it"));
        if (key.path().isEmpty()) {
            throw new ResourceException("'" + key + "' is the key of a folder; expected that of a resource");
        }
        lock.lock();
        try {
            change.in(folder);
            forget(key);
        } catch (IOException e) {
            throw new ResourceException("resource " + key + " cannot be written: " + e.getMessage(), e);
        } finally {
            lock.unlock();
        }
    }

    private Optional<ResourceFile> file(ResourceKey key) throws IOException {
        if (places.written.isPresent()) {
            Optional<Path> written = RegistryFolder.find(places.written.get(), key);
            if (written.isPresent()) {
                return Optional.of(ResourceFile.of(written.get(), Map.of()));
            }
        }
        for (Mount mount : places.mounts) {
            Optional<Path> mounted = mount.find(key);
            if (mounted.isPresent()) {
                return Optional.of(ResourceFile.of(mounted.get(), mount.properties()));
            }
        }
        return Optional.empty();
    }

    private void keep(ResourceKey key, Kept entry) {
        kept.put(key, entry);
        keptBytes += entry.bytes();
        var oldest = kept.entrySet().iterator();
        while (keptBytes > KEPT_BYTES && oldest.hasNext()) {
            keptBytes -= oldest.next().getValue().bytes();
            oldest.remove();
        }
    }

    private void forget(ResourceKey key) {
        Kept old = kept.remove(key);
        if (old != null) {
            keptBytes -= old.bytes();
        }
    }
}
