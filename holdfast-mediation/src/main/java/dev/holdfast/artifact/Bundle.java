// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.artifact;

import dev.holdfast.resource.Resource;
import dev.holdfast.resource.ResourceKey;
import java.util.List;
import java.util.Map;

/// An application: an archive, or a project as it lies in its repository.
///
/// @param name of the application
/// @param version of the application
/// @param file where it is
/// @param unity whether its artifacts stand and fall together
/// @param files that hold its artifacts
/// @param resources that it brings to the registry
record Bundle(
        String name,
        String version,
        String file,
        Unity unity,
        List<SourceFile> files,
        Map<ResourceKey, Resource> resources) {

    /// Whether artifacts stand and fall together.
    enum Unity {
        /// One that is faulty takes the others with it.
        ALL_OR_NOTHING,
        /// Each for itself.
        EACH_ALONE
    }

    /// Copies the collections.
    Bundle {
        files = List.copyOf(files);
        resources = Map.copyOf(resources);
    }

    /// The same with other files.
    Bundle with(List<SourceFile> others) {
        return new Bundle(name, version, file, unity, others, resources);
    }

    /// As others know it.
    String id() {
        return id(name, version);
    }

    static String id(String name, String version) {
        return name + "_" + version;
    }
}
