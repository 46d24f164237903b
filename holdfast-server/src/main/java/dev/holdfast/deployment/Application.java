// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.deployment;

import dev.holdfast.artifact.StoreDefinition;
import dev.holdfast.configuration.Settings;
import dev.holdfast.management.ProcessorView;
import dev.holdfast.message.IdSource;
import dev.holdfast.processor.ProcessorContext;
import dev.holdfast.routing.StoreRouter;
import dev.holdfast.settings.Problems;
import dev.holdfast.time.Timer;
import dev.holdfast.transport.RequestHandler;
import dev.holdfast.transport.Transport;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/// TODO seam
public final class Application {

    public record Outside(EmbeddedStoreProvider embedded, Transport transport, Timer timer) {}

    private Application() {}

    public static Application read(Path folder, Settings settings, Outside outside) {
        return new Application();
    }

    public static Application check(Path folder, Settings settings) {
        return new Application();
    }

    public Problems problems() {
        return new Problems();
    }

    public List<String> deployed() {
        return List.of();
    }

    public List<String> outageBudgets() {
        return List.of();
    }

    public List<StoreDefinition> stores() {
        return List.of();
    }

    public RequestHandler dispatcher(StoreRouter router, IdSource ids) {
        return request -> dev.holdfast.transport.Response.of(404);
    }

    public List<ProcessorView> processors(ProcessorContext context) {
        return List.of();
    }

    public List<URI> brokers() {
        return List.of();
    }

    public List<URI> backEnds() {
        return List.of();
    }
}
