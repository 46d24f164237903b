// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediation;

import dev.holdfast.endpoints.ErrorCodes;
import java.util.Optional;

/// A sequence that an artifact holds or names.
public sealed interface SequenceSource extends Mediator {

    /// The sequence, if it exists.
    Optional<Sequence> find(Catalogue catalogue);

    /// It stands inside the artifact.
    record Inline(Sequence sequence) implements SequenceSource {
        @Override
        public Optional<Sequence> find(Catalogue catalogue) {
            return Optional.of(sequence);
        }

        @Override
        public Flow mediate(Exchange exchange) {
            return sequence.mediate(exchange);
        }
    }

    /// It is looked up when it is needed.
    record Named(String name) implements SequenceSource {
        @Override
        public Optional<Sequence> find(Catalogue catalogue) {
            return catalogue.sequence(name);
        }

        /// Runs it.
        ///
        /// @throws MediationException when there is none of that name
        @Override
        public Flow mediate(Exchange exchange) {
            Sequence sequence = find(exchange.services().catalogue())
                    .orElseThrow(() ->
                            new MediationException(ErrorCodes.GENERIC, "there is no sequence named '" + name + "'"));
            Place before = exchange.place();
            exchange.enter(name);
            return sequence.run(exchange, before);
        }
    }
}
