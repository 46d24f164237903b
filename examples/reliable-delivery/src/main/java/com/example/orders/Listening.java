// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package com.example.orders;

import dev.holdfast.http.HttpListener;
import dev.holdfast.http.ListenerSettings;
import dev.holdfast.message.Content;
import dev.holdfast.message.Headers;
import dev.holdfast.time.SystemTimer;
import dev.holdfast.transport.InboundRequest;
import dev.holdfast.transport.RequestHandler;
import dev.holdfast.transport.Response;
import java.util.function.Function;

/// One resource on a port.
final class Listening {

    private Listening() {}

    /// Takes POST requests to that path.
    static HttpListener post(int port, String path, Function<InboundRequest, Response> resource, SystemTimer timer) {
        RequestHandler handler = request -> answer(request, path, resource);
        return HttpListener.start(ListenerSettings.of(ListenerSettings.Socket.http("PORT", "", port)), handler, timer);
    }

    /// An answer with a sentence.
    static Response text(int status, String sentence) {
        return new Response(status, Headers.empty(), Content.ofText(sentence, "text/plain"));
    }

    private static Response answer(InboundRequest request, String path, Function<InboundRequest, Response> resource) {
        if (!request.path().equals(path)) {
            return Response.of(404);
        }
        return request.method().equals("POST")
                ? resource.apply(request)
                : Response.of(405).with("Allow", "POST");
    }
}
