// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.artifact;

import dev.holdfast.reading.ResourceCheck;
import dev.holdfast.reading.ResourceCheck.Flaw;
import dev.holdfast.resource.Resource;
import dev.holdfast.settings.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Calls compilers of others. On some broken texts they stumble over themselves, which must not keep the other
/// artifacts from being deployed.
final class Barrier {

    private Barrier() {}

    static List<Flaw> flaws(ResourceCheck check, Function<String, Optional<Resource>> resources) {
        List<Location> looked = new ArrayList<>();
        try {
            return check.flaws(key -> {
                Optional<Resource> found = resources.apply(key);
                found.ifPresent(resource -> looked.add(resource.location(0)));
                return found;
            });
        } catch (RuntimeException | StackOverflowError e) {
            Location location = looked.isEmpty() ? Location.of("") : looked.getFirst();
            return List.of(
                    new Flaw(location, "it cannot be compiled (" + e.getClass().getSimpleName() + ")"));
        }
    }
}
