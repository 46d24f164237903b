// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.artifact;

import dev.holdfast.resource.Mount;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// How a folder is laid out: what in it is to be read as what.
///
/// @param folder that relative names of files start from
/// @param loose files that may hold artifacts and belong to no application, in the order of reading
/// @param mounts where its registry lies
/// @param bundles its applications
record Layout(Path folder, List<SourceFile> loose, List<Mount> mounts, List<Bundle> bundles) {

    /// Copies the lists.
    Layout {
        loose = List.copyOf(loose);
        mounts = List.copyOf(mounts);
        bundles = List.copyOf(bundles);
    }

    /// All files, in the order in which they are to be read.
    List<SourceFile> files() {
        List<SourceFile> all = new ArrayList<>(loose);
        bundles.forEach(bundle -> all.addAll(bundle.files()));
        return all;
    }
}
