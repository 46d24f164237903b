// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
/// Artifacts: folders and files read into definitions, with all problems at once.
@NullMarked
package dev.holdfast.artifact;

import org.jspecify.annotations.NullMarked;
