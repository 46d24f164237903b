// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.reading;

import dev.holdfast.resource.Resource;
import dev.holdfast.settings.Location;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Tries what a mediator makes of resources, before the first message needs it.
public interface ResourceCheck {

    /// What is wrong with resources as the mediator uses them; nothing when one of them is not there, which is
    /// reported elsewhere.
    ///
    /// @param resources gives them by key, as [dev.holdfast.resource.Resources#resource] does
    List<Flaw> flaws(Function<String, Optional<Resource>> resources);

    /// What is wrong with a resource.
    ///
    /// @param location in it
    /// @param text what is wrong
    record Flaw(Location location, String text) {}
}
