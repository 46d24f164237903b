// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediation;

import java.util.Optional;

/// A sequence that an artifact holds or names.
public sealed interface SequenceSource {

    /// The sequence, if it exists.
    Optional<Sequence> find(Catalogue catalogue);

    /// It stands inside the artifact.
    record Inline(Sequence sequence) implements SequenceSource {
        @Override
        public Optional<Sequence> find(Catalogue catalogue) {
            return Optional.of(sequence);
        }
    }

    /// It is looked up when it is needed.
    record Named(String name) implements SequenceSource {
        @Override
        public Optional<Sequence> find(Catalogue catalogue) {
            return catalogue.sequence(name);
        }
    }
}
