// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.artifact;

import dev.holdfast.artifact.Unit.Content;
import dev.holdfast.resource.Resource;
import dev.holdfast.settings.Problem;
import dev.holdfast.settings.Problems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/// Reads a folder again. What was sound and has errors now stays as it was, and what is gone stays as long as
/// something that is sound needs it: so what is deployed is always whole. For one use.
final class Rereading {

    private final Layout layout;
    private final Problems ofLayout;
    private final Map<String, Unit> before;
    private final BiFunction<Layout, Problems, Definitions.Outcome> reader;
    private final Set<String> faulty = new LinkedHashSet<>();
    private final Set<String> needed = new LinkedHashSet<>();

    /// @param layout of the folder now
    /// @param ofLayout what is wrong with that
    /// @param before the sound units of the reading before
    /// @param reader reads a layout
    Rereading(
            Layout layout,
            Problems ofLayout,
            Map<String, Unit> before,
            BiFunction<Layout, Problems, Definitions.Outcome> reader) {
        this.layout = layout;
        this.ofLayout = ofLayout;
        this.before = before;
        this.reader = reader;
    }

    /// Reads, and puts earlier contents in place until nothing that was sound is faulty.
    Snapshot read() {
        Layout current = layout;
        Definitions.Outcome first = read(current);
        keepUnreachable();
        current = layout.with(kept());
        Definitions.Outcome outcome = faulty.isEmpty() ? first : read(current);
        while (keepMore(outcome)) {
            current = layout.with(kept());
            outcome = read(current);
        }
        ArtifactSet.Report now = first.set().report();
        ArtifactSet.Report report = new ArtifactSet.Report(
                now.problems(),
                outcome.set().report().deployed(),
                now.faulty(),
                outcome.set().report().applications());
        ArtifactSet set = new ArtifactSet(
                report,
                outcome.set().stores(),
                outcome.set().processors(),
                outcome.set().deployment());
        return new Snapshot(set, sound(current, outcome), new Snapshot.Kept(List.copyOf(faulty), List.copyOf(needed)));
    }

    private Definitions.Outcome read(Layout which) {
        Problems problems = new Problems();
        problems.addAll(ofLayout);
        return reader.apply(which, problems);
    }

    /// A folder that cannot be looked into, such as one whose disk is not there at the moment, says nothing about what
    /// was in it.
    private void keepUnreachable() {
        for (Problem problem : ofLayout.all()) {
            Path folder = Path.of(Unit.fileOf(problem.location().file()));
            if (problem.severity() == Problem.Severity.ERROR && (!Files.exists(folder) || !Files.isReadable(folder))) {
                before.keySet().stream()
                        .filter(file -> Path.of(file).startsWith(folder))
                        .forEach(faulty::add);
            }
        }
    }

    private boolean keepMore(Definitions.Outcome outcome) {
        List<String> wrong = filesWithErrors(outcome).stream()
                .filter(file -> before.containsKey(file) && !needed.contains(file) && !faulty.contains(file))
                .toList();
        List<String> changed = wrong.stream().filter(this::isChanged).toList();
        if (!changed.isEmpty()) {
            return faulty.addAll(changed);
        }
        boolean more = false;
        Set<String> present = layout.units().keySet();
        for (References.Missing missing : outcome.missing()) {
            if (before.containsKey(Unit.fileOf(missing.from().location().file()))) {
                more |= keepDefining(missing.key(), present);
            }
        }
        return more;
    }

    /// A file that has not changed has errors only because of others.
    private boolean isChanged(String file) {
        Unit earlier = before.get(file);
        Content now = layout.units().get(file);
        return !(earlier != null
                && earlier.content() instanceof Content.OfFile(SourceFile old)
                && now instanceof Content.OfFile(SourceFile present)
                && old.hasSameContent(present));
    }

    private boolean keepDefining(String key, Set<String> present) {
        boolean more = false;
        for (Map.Entry<String, Unit> unit : before.entrySet()) {
            if (unit.getValue().defines().contains(key) && !faulty.contains(unit.getKey())) {
                boolean gone = !present.contains(unit.getKey());
                more |= gone ? needed.add(unit.getKey()) : faulty.add(unit.getKey());
            }
        }
        return more;
    }

    private Map<String, Unit> kept() {
        Map<String, Unit> kept = new LinkedHashMap<>();
        faulty.forEach(file -> kept.put(file, before.get(file)));
        needed.forEach(file -> kept.put(file, before.get(file)));
        return kept;
    }

    private static void addResources(Definitions.Outcome outcome, Set<String> wrong, Map<String, Unit> sound) {
        for (Artifact artifact : outcome.artifacts()) {
            String file = Unit.fileOf(artifact.location().file());
            if (artifact.owner() instanceof Owner.OfKey && !wrong.contains(file)) {
                Resource resource = Resource.ofXml(artifact.element());
                sound.putIfAbsent(
                        file, new Unit(new Content.OfResource(artifact.name(), resource), defines(file, outcome)));
            }
        }
    }

    /// The units of a layout in which nothing is wrong.
    static Map<String, Unit> sound(Layout layout, Definitions.Outcome outcome) {
        Set<String> wrong = filesWithErrors(outcome);
        Map<String, Unit> sound = new LinkedHashMap<>();
        layout.units().forEach((file, content) -> {
            if (!wrong.contains(file)) {
                sound.put(file, new Unit(content, defines(file, outcome)));
            }
        });
        addResources(outcome, wrong, sound);
        return sound;
    }

    private static Set<String> defines(String file, Definitions.Outcome outcome) {
        Set<String> keys = new HashSet<>();
        for (Artifact artifact : outcome.artifacts()) {
            if (Unit.fileOf(artifact.location().file()).equals(file)) {
                keys.add(References.key(artifact.kind().kind(), artifact.name()));
            }
        }
        return keys;
    }

    private static Set<String> filesWithErrors(Definitions.Outcome outcome) {
        Set<String> files = new LinkedHashSet<>();
        for (Problem problem : outcome.set().problems()) {
            if (problem.severity() == Problem.Severity.ERROR) {
                files.add(Unit.fileOf(problem.location().file()));
            }
        }
        return files;
    }
}
