// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.artifact;

import dev.holdfast.resource.Resource;
import dev.holdfast.resource.ResourceKey;
import dev.holdfast.settings.Problems;
import dev.holdfast.xml.XmlElement;
import dev.holdfast.xml.XmlSource;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads what an archive brings to the registry: `registry-info.xml` says which of its files have which keys.
final class CarResources {

    private final CarFile car;
    private final Problems problems;

    CarResources(CarFile car, Problems problems) {
        this.car = car;
        this.problems = problems;
    }

    /// Reads the resources of one folder.
    ///
    /// @param folder with a `/` at its end
    /// @param descriptor the name of its `registry-info.xml`
    /// @throws IOException when something that it names is not there or cannot be read
    Map<ResourceKey, Resource> read(String folder, String descriptor) throws IOException {
        String name = folder + descriptor;
        byte[] bytes = car.read(name).orElseThrow(() -> new IOException("there is no " + name));
        XmlElement root = XmlSource.read(car.nameOf(name), bytes);
        Map<ResourceKey, Resource> resources = new LinkedHashMap<>();
        for (XmlElement child : root.children()) {
            switch (child.localName()) {
                case "item" -> item(folder, child, resources);
                case "collection" -> collection(folder, child, resources);
                default -> problems.warning(child.location(), "<" + child.localName() + "> has no effect");
            }
        }
        return resources;
    }

    private void item(String folder, XmlElement item, Map<ResourceKey, Resource> resources) throws IOException {
        String file = text(item, "file");
        for (String name : List.of(folder + "resources/" + file, folder + file)) {
            Optional<byte[]> bytes = car.read(name);
            if (bytes.isPresent()) {
                String last = file.substring(file.lastIndexOf('/') + 1);
                resources.put(
                        below(key(item), last),
                        Resource.of(car.nameOf(name), bytes.get(), RegistryDescriptor.properties(item)));
                return;
            }
        }
        throw new IOException("there is no " + folder + "resources/" + file);
    }

    private void collection(String folder, XmlElement collection, Map<ResourceKey, Resource> resources)
            throws IOException {
        String directory = folder + "resources/" + text(collection, "directory") + "/";
        for (String name : car.names()) {
            if (name.startsWith(directory)) {
                byte[] bytes = car.read(name).orElseThrow();
                resources.put(
                        below(key(collection), name.substring(directory.length())),
                        Resource.of(car.nameOf(name), bytes, Map.of()));
            }
        }
    }

    private static ResourceKey below(ResourceKey folder, String steps) throws IOException {
        try {
            return folder.below(steps);
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static ResourceKey key(XmlElement item) throws IOException {
        String path = text(item, "path");
        try {
            return ResourceKey.ofSystemPath(path)
                    .orElseThrow(() -> new IOException(
                            "path " + path + " is none of the registry; expected one below /_system/config,"
                                    + " /_system/governance or /_system/local"));
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static String text(XmlElement item, String name) throws IOException {
        return RegistryDescriptor.text(item, name)
                .orElseThrow(() -> new IOException("<" + name + "> is missing in " + item.location()));
    }
}
