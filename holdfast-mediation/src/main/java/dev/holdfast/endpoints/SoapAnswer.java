// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.endpoints;

import dev.holdfast.content.Body;
import dev.holdfast.content.UnreadableBodyException;
import dev.holdfast.transport.Response;

/// Looks into answers of back ends.
public final class SoapAnswer {

    private SoapAnswer() {}

    /// Whether the answer is a SOAP fault; what cannot be read is none.
    static boolean isFault(Response response) {
        Body body = Body.received(response.content(), false);
        try {
            return body.format().isSoap() && body.envelope().isFault();
        } catch (UnreadableBodyException e) {
            return false;
        }
    }
}
