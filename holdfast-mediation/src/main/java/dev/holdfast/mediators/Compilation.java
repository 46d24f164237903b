// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import dev.holdfast.expression.AttributeValue;
import dev.holdfast.reading.ResourceCheck;
import dev.holdfast.resource.Resource;
import dev.holdfast.settings.Location;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// A check that compiles resources whose keys are the same for all messages, as a mediator will for the first one.
///
/// @param keys of the resources
/// @param map what they call others by
/// @param compiler what compiles them
record Compilation(List<AttributeValue> keys, ResourceMap map, Compiler compiler) implements ResourceCheck {

    /// Compiles resources.
    interface Compiler {

        /// What is wrong with them; nothing when they can be used.
        ///
        /// @param roots all of them, at least one
        /// @param others gives what they refer to, in its lines, by the name under which they do
        Optional<Failure> compile(List<Root> roots, Function<String, Optional<byte[]>> others);
    }

    /// A resource to compile.
    record Root(String key, Resource resource) {}

    /// Why it failed.
    ///
    /// @param location in what was compiled, by key or source of a root, or by the name under which it is
    ///     referred to
    record Failure(Location location, String text) {}

    Compilation {
        keys = List.copyOf(keys);
    }

    @Override
    public List<Flaw> flaws(Function<String, Optional<Resource>> resources) {
        List<Root> roots = new ArrayList<>();
        for (AttributeValue value : keys) {
            if (!(value instanceof AttributeValue.Literal(String key))) {
                return List.of();
            }
            Optional<Resource> found = resources.apply(key).filter(Compilation::isLoaded);
            if (found.isEmpty()) {
                return List.of();
            }
            roots.add(new Root(key, found.get()));
        }
        Map<String, Resource> known = new LinkedHashMap<>();
        roots.forEach(root -> known.put(root.key, root.resource));
        roots.forEach(root -> known.putIfAbsent(root.resource.source(), root.resource));
        Optional<Failure> failure = compiler.compile(roots, name -> {
            Optional<Resource> found = resources.apply(map.key(name));
            found.ifPresent(resource -> known.putIfAbsent(name, resource));
            return found.map(Resource::bytesInLines);
        });
        if (!known.values().stream().allMatch(Compilation::isLoaded)) {
            return List.of();
        }
        return failure.map(found -> new Flaw(place(found.location, known), found.text)).stream()
                .toList();
    }

    /// What is behind a URL is loaded at the start only.
    private static boolean isLoaded(Resource resource) {
        return resource.size() > 0 || !resource.source().startsWith("http");
    }

    private static Location place(Location location, Map<String, Resource> known) {
        Resource first = known.values().iterator().next();
        return Optional.ofNullable(known.get(location.file()))
                .map(resource -> resource.location(location.line()))
                .orElseGet(() -> first.location(0));
    }
}
