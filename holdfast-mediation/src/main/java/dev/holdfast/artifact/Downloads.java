// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.artifact;

import java.io.IOException;
import java.net.URI;

/// Loads what a local entry names by its URL, with limits on time and size.
public interface Downloads {

    /// Loads it now. When this returns, all of it is there.
    ///
    /// @throws IOException when it is not to be had, says why
    byte[] load(URI source) throws IOException;
}
