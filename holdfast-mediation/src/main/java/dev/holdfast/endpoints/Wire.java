// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.endpoints;

import java.nio.charset.Charset;
import java.util.Optional;

/// How an endpoint wants messages written.
///
/// @param format of the body
/// @param encoding of the body; empty for UTF-8
/// @param addressing which WS-Addressing headers are added to SOAP; empty for none
/// @param authentication how it is told who sends
public record Wire(
        MessageFormat format,
        Optional<Charset> encoding,
        Optional<Addressing> addressing,
        Authentication authentication) {

    /// Nothing but a format.
    static Wire plain(MessageFormat format) {
        return new Wire(format, Optional.empty(), Optional.empty(), new Authentication.None());
    }
}
