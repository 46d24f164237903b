// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.systemtests.language;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The folder of one case.
///
/// @param folder where it is
/// @param name its group and its own name, such as `store/accepted`
record CaseFiles(Path folder, String name) {

    static final String ARTIFACTS = "artifacts";
    static final String BACK_ENDS = "backend.http";
    static final String LOG = "log.txt";
    static final String PROBLEMS = "problems.txt";
    static final String STORES = "stores.txt";
    static final String SETTINGS = "settings.txt";
    private static final String ABOUT = "about.txt";

    private static final Set<String> KNOWN = Set.of(ARTIFACTS, BACK_ENDS, LOG, PROBLEMS, STORES, SETTINGS, ABOUT);
    private static final Set<String> EXPECTATIONS = Set.of(LOG, PROBLEMS, STORES);
    private static final Pattern NUMBERED = Pattern.compile("(\\d+)-(request|response|backend)\\.http");
    private static final Pattern OTHER_FILE = Pattern.compile("(?m)^< (.+)$");

    /// All cases below a folder, by name.
    static List<CaseFiles> below(Path root) {
        List<CaseFiles> cases = new ArrayList<>();
        for (Path group : list(root).stream().filter(Files::isDirectory).toList()) {
            for (Path folder : list(group)) {
                cases.add(new CaseFiles(folder, group.getFileName() + "/" + folder.getFileName()));
            }
        }
        return cases;
    }

    /// The numbers of its exchanges, from 1 on.
    List<Integer> exchanges() {
        return numbered().getOrDefault("request", new TreeSet<>()).stream().toList();
    }

    /// The text of one of its files.
    Optional<String> text(String file) {
        Path path = folder.resolve(file);
        try {
            return Files.isRegularFile(path) ? Optional.of(Files.readString(path)) : Optional.empty();
        } catch (IOException e) {
            throw new CaseException(path + " cannot be read as UTF-8", e);
        }
    }

    /// The lines of one of its files that are not empty.
    Optional<List<String>> lines(String file) {
        return text(file)
                .map(text -> text.lines()
                        .map(String::stripTrailing)
                        .filter(line -> !line.isEmpty())
                        .toList());
    }

    /// Says what is wrong with the way in which it is written.
    ///
    /// @throws CaseException when something is
    void check() {
        if (!Files.isDirectory(folder)) {
            throw new CaseException(folder + " is no folder; a group holds folders of cases only");
        }
        if (text(ABOUT).filter(text -> !text.isBlank()).isEmpty()) {
            throw new CaseException("there is no " + ABOUT + " that says in one sentence what this case shows");
        }
        if (!Files.isDirectory(folder.resolve(ARTIFACTS))) {
            throw new CaseException("there is no folder " + ARTIFACTS);
        }
        checkNames();
        checkNumbers();
    }

    private void checkNames() {
        Set<String> expected = new TreeSet<>(KNOWN);
        boolean expectsSomething = false;
        List<String> names =
                list(folder).stream().map(path -> path.getFileName().toString()).toList();
        for (String name : names) {
            if (name.endsWith(".http")) {
                OTHER_FILE
                        .matcher(text(name).orElse(""))
                        .results()
                        .forEach(found -> expected.add(found.group(1).strip()));
            }
            expectsSomething |= EXPECTATIONS.contains(name) || name.matches("\\d+-(response|backend)\\.http");
        }
        for (String name : names) {
            if (!expected.contains(name) && !NUMBERED.matcher(name).matches()) {
                throw new CaseException(name + " is no file of a case; the README says which there are");
            }
        }
        if (!expectsSomething) {
            throw new CaseException("nothing is expected; add a response, or one of " + new TreeSet<>(EXPECTATIONS));
        }
    }

    private void checkNumbers() {
        TreeMap<String, TreeSet<Integer>> numbered = numbered();
        List<Integer> requests = exchanges();
        for (int i = 0; i < requests.size(); i++) {
            if (requests.get(i) != i + 1) {
                throw new CaseException("the requests are numbered " + requests + "; expected 1, 2, ...");
            }
        }
        numbered.getOrDefault("response", new TreeSet<>()).forEach(number -> requireRequest(requests, number));
        numbered.getOrDefault("backend", new TreeSet<>()).stream()
                .filter(number -> number > 0)
                .forEach(number -> requireRequest(requests, number));
    }

    private static void requireRequest(List<Integer> requests, int number) {
        if (!requests.contains(number)) {
            throw new CaseException(
                    "there is something expected of exchange " + number + ", but no " + number + "-request.http");
        }
    }

    private TreeMap<String, TreeSet<Integer>> numbered() {
        TreeMap<String, TreeSet<Integer>> numbered = new TreeMap<>();
        for (Path path : list(folder)) {
            Matcher matcher = NUMBERED.matcher(path.getFileName().toString());
            if (matcher.matches()) {
                numbered.computeIfAbsent(matcher.group(2), _ -> new TreeSet<>())
                        .add(Integer.parseInt(matcher.group(1)));
            }
        }
        return numbered;
    }

    /// Group, name and sentence, for reports.
    @Override
    public String toString() {
        return name + ": " + text(ABOUT).map(String::strip).orElse("?");
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The sections of a text, each beginning with a line `### TITLE`.
    static List<Section> sections(String text, Path folder) {
        return Arrays.stream(text.split("(?m)^### ?"))
                .skip(1)
                .map(section -> {
                    String[] parts = section.split("\n", 2);
                    if (parts.length < 2) {
                        throw new CaseException("there is nothing below ### " + section);
                    }
                    return new Section(parts[0].strip(), HttpText.parse(parts[1], folder));
                })
                .toList();
    }

    /// A message under a title.
    record Section(String title, HttpText message) {}
}
