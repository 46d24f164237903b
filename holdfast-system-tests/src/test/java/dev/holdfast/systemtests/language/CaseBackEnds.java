// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.systemtests.language;

import static org.awaitility.Awaitility.await;

import dev.holdfast.systemtests.language.CaseFiles.Section;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.core.ConditionTimeoutException;

/// The back ends of a case, by name; one is there as soon as somebody names it. Not thread-safe.
final class CaseBackEnds implements AutoCloseable {

    /// How long what must come may take.
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(backend(?:\\.\\w+)?)}");
    private static final Pattern NAME = Pattern.compile("backend(?:\\.\\w+)?");
    private static final String ANY_ORDER = "any order";

    private final CaseFiles files;
    private final List<Section> scripts;
    private final Map<String, CaseBackEnd> backEnds = new TreeMap<>();
    private final Map<String, Integer> seen = new TreeMap<>();

    CaseBackEnds(CaseFiles files) {
        this.files = files;
        this.scripts = files.text(CaseFiles.BACK_ENDS)
                .map(text -> CaseFiles.sections(text, files.folder()))
                .orElse(List.of());
        scripts.forEach(section -> named(section.title()));
    }

    /// The text with the addresses of back ends in the places that are kept for them.
    String fill(String text) {
        Matcher places = PLACEHOLDER.matcher(text);
        return places.replaceAll((MatchResult place) ->
                Matcher.quoteReplacement(named(place.group(1)).authority()));
    }

    /// Waits for what an exchange must have brought, and compares it.
    void check(int exchange, Expectations expectations) {
        String file = exchange + "-" + CaseFiles.BACK_ENDS;
        files.text(file).ifPresent(text -> {
            boolean anyOrder = text.stripLeading().startsWith(ANY_ORDER);
            Map<String, List<HttpText>> expected = new TreeMap<>();
            for (Section section : CaseFiles.sections(fill(text), files.folder())) {
                named(section.title());
                expected.computeIfAbsent(section.title(), _ -> new ArrayList<>())
                        .add(section.message());
            }
            expected.forEach((name, requests) -> {
                String what = file + ": " + name;
                List<HttpText> actual = take(name, requests.size());
                if (actual.size() < requests.size()) {
                    expectations.differs(what, requests.size() + " requests", texts(actual));
                } else {
                    compare(what, requests, anyOrder ? ordered(requests, actual) : actual, expectations);
                }
            });
        });
    }

    /// When everything has ended: whether more came than was expected. Cases that expect nothing of their back
    /// ends may do as they like.
    void checkNothingElse(Expectations expectations) {
        boolean expected = files.text("0-backend.http").isPresent()
                || files.exchanges().stream()
                        .anyMatch(number -> files.text(number + "-backend.http").isPresent());
        if (expected) {
            backEnds.forEach((name, backEnd) -> {
                List<HttpText> all = backEnd.received();
                List<HttpText> rest = all.subList(Math.min(seen.getOrDefault(name, 0), all.size()), all.size());
                if (!rest.isEmpty()) {
                    expectations.differs(name + " got more", "nothing else", texts(rest));
                }
            });
        }
    }

    private List<HttpText> take(String name, int count) {
        CaseBackEnd backEnd = named(name);
        int from = seen.getOrDefault(name, 0);
        try {
            await().atMost(PATIENCE).until(() -> backEnd.received().size() >= from + count);
        } catch (ConditionTimeoutException e) {
            return backEnd.received().subList(from, backEnd.received().size());
        }
        seen.put(name, from + count);
        return backEnd.received().subList(from, from + count);
    }

    private static void compare(
            String what, List<HttpText> expected, List<HttpText> actual, Expectations expectations) {
        for (int i = 0; i < expected.size(); i++) {
            expectations.request(what + ", request " + (i + 1), expected.get(i), actual.get(i));
        }
    }

    /// The actual requests in the order of those expected, as far as they fit.
    private static List<HttpText> ordered(List<HttpText> expected, List<HttpText> actual) {
        List<HttpText> left = new ArrayList<>(actual);
        List<HttpText> ordered = new ArrayList<>();
        for (HttpText wanted : expected) {
            HttpText found = left.stream()
                    .filter(request -> fits(wanted, request))
                    .findFirst()
                    .orElseGet(left::getFirst);
            left.remove(found);
            ordered.add(found);
        }
        return ordered;
    }

    private static boolean fits(HttpText expected, HttpText actual) {
        Expectations trial = new Expectations();
        trial.request("", expected, actual);
        return trial.differences().isEmpty();
    }

    private CaseBackEnd named(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new CaseException("### " + name + " names no back end; expected ### backend or ### backend.NAME");
        }
        return backEnds.computeIfAbsent(
                name,
                _ -> CaseBackEnd.start(scripts.stream()
                        .filter(section -> section.title().equals(name))
                        .map(Section::message)
                        .toList()));
    }

    private static String texts(List<HttpText> messages) {
        return messages.isEmpty()
                ? "nothing"
                : String.join(
                        "\n----\n", messages.stream().map(HttpText::toString).toList());
    }

    @Override
    public void close() {
        backEnds.values().forEach(CaseBackEnd::close);
    }
}
