// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.artifact;

import dev.holdfast.resource.Mount;
import java.nio.file.Path;
import java.util.List;

/// How a folder is laid out: what in it is to be read as what.
///
/// @param folder that relative names of files start from
/// @param files that may hold artifacts, in the order in which they are to be read
/// @param mounts where its registry lies
record Layout(Path folder, List<SourceFile> files, List<Mount> mounts) {

    /// Copies the lists.
    Layout {
        files = List.copyOf(files);
        mounts = List.copyOf(mounts);
    }
}
