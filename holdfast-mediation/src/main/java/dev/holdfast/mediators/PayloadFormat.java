// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import dev.holdfast.endpoints.ErrorCodes;
import dev.holdfast.expression.AttributeValue;
import dev.holdfast.expression.ExpressionSyntaxException;
import dev.holdfast.mediation.Exchange;
import dev.holdfast.mediation.Fault;
import dev.holdfast.mediation.MediationException;
import dev.holdfast.resource.Resource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// Where the format of a payloadFactory is.
sealed interface PayloadFormat {

    /// The format for the current message.
    ///
    /// @throws MediationException when there is none, or it cannot be read
    PayloadTemplate template(Exchange exchange);

    /// Makes a template of a text.
    interface Compiler {

        /// The template of that text.
        ///
        /// @throws ExpressionSyntaxException when an expression in it cannot be read
        /// @throws IllegalArgumentException when it cannot be read
        PayloadTemplate compile(String format);
    }

    /// In the artifact.
    record Inline(PayloadTemplate template) implements PayloadFormat {
        @Override
        public PayloadTemplate template(Exchange exchange) {
            return template;
        }
    }

    /// In a local entry or the registry. It is read again when that has changed. Thread-safe.
    final class Keyed implements PayloadFormat {

        private final AttributeValue key;
        private final Compiler compiler;
        private final AtomicReference<Optional<Compiled>> last = new AtomicReference<>(Optional.empty());

        private record Compiled(Resource resource, PayloadTemplate template) {}

        Keyed(AttributeValue key, Compiler compiler) {
            this.key = key;
            this.compiler = compiler;
        }

        @Override
        public PayloadTemplate template(Exchange exchange) {
            String name = key.of(exchange);
            Resource resource = exchange.services()
                    .catalogue()
                    .resource(name)
                    .orElseThrow(() -> new MediationException(
                            ErrorCodes.GENERIC,
                            "payloadFactory: there is no local entry or registry resource '" + name + "'"));
            Optional<Compiled> known = last.get().filter(compiled -> compiled.resource == resource);
            return known.map(Compiled::template).orElseGet(() -> compiled(name, resource));
        }

        private PayloadTemplate compiled(String name, Resource resource) {
            try {
                PayloadTemplate template = compiler.compile(resource.text());
                last.set(Optional.of(new Compiled(resource, template)));
                return template;
            } catch (ExpressionSyntaxException | IllegalArgumentException e) {
                throw new MediationException(
                        ErrorCodes.GENERIC,
                        "payloadFactory: the format '" + name + "': " + e.getMessage(),
                        Fault.Kind.OTHER,
                        e);
            }
        }
    }
}
