// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.endpoints;

import dev.holdfast.expression.AttributeValue;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// How an endpoint is told who sends. Texts of it may be secrets: none is ever written to a log.
public sealed interface Authentication {

    /// Not at all.
    record None() implements Authentication {}

    /// A name and a password, in each request (RFC 7617).
    record Basic(AttributeValue username, AttributeValue password) implements Authentication {

        @Override
        public String toString() {
            return "basic authentication";
        }
    }

    /// A token, which is got elsewhere (RFC 6749, RFC 6750).
    ///
    /// @param tokenUrl where
    /// @param grant by what right
    /// @param client who asks
    /// @param form more parameters of the request for a token
    /// @param headers more header fields of it
    /// @param timeout of the request for a token
    record OAuth(
            AttributeValue tokenUrl,
            Grant grant,
            Client client,
            Map<String, AttributeValue> form,
            Map<String, AttributeValue> headers,
            Duration timeout)
            implements Authentication {

        /// Copies the maps.
        public OAuth {
            form = Map.copyOf(form);
            headers = Map.copyOf(headers);
        }

        @Override
        public String toString() {
            return "OAuth";
        }
    }

    /// Who asks for a token.
    ///
    /// @param inBody whether id and secret stand in the form; else in Authorization. An expression, such as
    ///     `payload`
    record Client(AttributeValue id, AttributeValue secret, Optional<AttributeValue> inBody) {

        @Override
        public String toString() {
            return "client";
        }
    }

    /// By what right a token is asked for.
    sealed interface Grant {

        /// That of the client itself.
        record ClientCredentials() implements Grant {}

        /// That of a person whose password is known.
        record Password(AttributeValue username, AttributeValue password) implements Grant {

            @Override
            public String toString() {
                return "password";
            }
        }

        /// That of a token that was given once.
        record Refresh(AttributeValue token) implements Grant {

            @Override
            public String toString() {
                return "refresh token";
            }
        }
    }
}
