// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A regular expression for data of messages: one that would search without end is cut off.
///
/// The work is counted in characters that are looked at, so that the same text always gives the same outcome,
/// on a fast machine and on a slow one. Thread-safe.
public final class BoundedPattern {

    /// So many characters may be looked at, whatever the length of the text.
    private static final long BASE_STEPS = 20_000_000;

    /// And so many more for each character of the text.
    private static final long STEPS_PER_CHARACTER = 50;

    private final Pattern pattern;

    private BoundedPattern(Pattern pattern) {
        this.pattern = pattern;
    }

    /// Compiles an expression.
    ///
    /// @throws java.util.regex.PatternSyntaxException when it is none
    public static BoundedPattern compile(String regex) {
        return compile(regex, 0);
    }

    /// Compiles an expression.
    ///
    /// @param flags as those of [Pattern]
    /// @throws java.util.regex.PatternSyntaxException when it is none
    public static BoundedPattern compile(String regex, int flags) {
        return new BoundedPattern(Pattern.compile(regex, flags));
    }

    /// The expression.
    public String text() {
        return pattern.pattern();
    }

    /// Whether the whole text fits.
    ///
    /// @throws EvaluationException when that takes too long to find out
    public boolean matches(String text) {
        return match(text).isPresent();
    }

    /// The groups, if the whole text fits.
    ///
    /// @throws EvaluationException when that takes too long to find out
    public Optional<MatchResult> match(String text) {
        return run(text, matcher -> matcher.matches() ? Optional.of(matcher.toMatchResult()) : Optional.empty());
    }

    /// Whether a part of the text fits.
    ///
    /// @throws EvaluationException when that takes too long to find out
    public boolean find(String text) {
        return run(text, Matcher::find);
    }

    /// The text with each part that fits replaced.
    ///
    /// @param replacement in which `$1` stands for the first group
    /// @throws EvaluationException when that takes too long, or the replacement names a group that is not there
    public String replaceAll(String text, String replacement) {
        try {
            return run(text, matcher -> matcher.replaceAll(replacement));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new EvaluationException(text(), "the replacement does not fit: " + e.getMessage(), e);
        }
    }

    /// The parts of the text between those that fit, as [String#split(String)] gives them.
    ///
    /// @throws EvaluationException when that takes too long
    public List<String> split(String text) {
        return run(text, matcher -> {
            List<String> parts = new ArrayList<>();
            int start = 0;
            while (matcher.find()) {
                if (matcher.end() > 0) {
                    parts.add(text.substring(start, matcher.start()));
                    start = matcher.end();
                }
            }
            parts.add(text.substring(start));
            while (parts.size() > 1 && parts.getLast().isEmpty()) {
                parts.removeLast();
            }
            return List.copyOf(parts);
        });
    }

    @Override
    public String toString() {
        return text();
    }

    /// Something done with the matcher of a text.
    private interface Search<T> {
        T apply(Matcher matcher);
    }

    private <T> T run(String text, Search<T> search) {
        try {
            return search.apply(pattern.matcher(new Counted(text, pattern.pattern())));
        } catch (StackOverflowError e) {
            throw cutOff(pattern.pattern(), text);
        }
    }

    private static EvaluationException cutOff(String regex, String text) {
        return EvaluationException.cutOff(
                "/" + regex + "/", "it takes too long or goes too deep in a text of " + text.length() + " characters");
    }

    /// A text that counts how often one of its characters is looked at.
    private static final class Counted implements CharSequence {

        private final String text;
        private final String regex;
        private long left;

        Counted(String text, String regex) {
            this.text = text;
            this.regex = regex;
            this.left = BASE_STEPS + STEPS_PER_CHARACTER * text.length();
        }

        @Override
        public char charAt(int index) {
            if (--left < 0) {
                throw cutOff(regex, text);
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
