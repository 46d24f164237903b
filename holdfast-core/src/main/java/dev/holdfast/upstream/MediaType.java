// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.upstream;

import dev.holdfast.message.Content;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The value of a field Content-Type, as far as bodies of Synapse depend on it.
///
/// @param whole as it was written; empty for none
/// @param name without parameters, in lower case
record MediaType(String whole, String name) {

    private static final Pattern CHARSET =
            Pattern.compile("(;\\s*charset\\s*=\\s*)\"?([^\\s;\"]+)\"?", Pattern.CASE_INSENSITIVE);

    static MediaType of(String text) {
        int parameters = text.indexOf(';');
        String name = parameters < 0 ? text : text.substring(0, parameters);
        return new MediaType(text, name.trim().toLowerCase(Locale.ROOT));
    }

    static MediaType of(Content content) {
        return of(content.type().orElse(""));
    }

    boolean isJson() {
        return name.endsWith("/json") || name.endsWith("+json");
    }

    boolean isXml() {
        return name.endsWith("/xml") || name.endsWith("+xml");
    }

    boolean isText() {
        return name.startsWith("text/");
    }

    /// The character set that it names, if it is known here.
    Optional<Charset> charset() {
        Matcher matcher = CHARSET.matcher(whole);
        try {
            return matcher.find() ? Optional.of(Charset.forName(matcher.group(2))) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// Whether it names a character set, known here or not.
    boolean namesCharset() {
        return CHARSET.matcher(whole).find();
    }

    /// The same for text in UTF-8: another character set that it names is replaced, and one is named where none
    /// would mean another.
    String inUtf8() {
        if (!namesCharset()) {
            return isText() ? whole + "; charset=UTF-8" : whole;
        }
        return CHARSET.matcher(whole)
                .replaceAll(found -> found.group(2).equalsIgnoreCase("UTF-8")
                        ? Matcher.quoteReplacement(found.group())
                        : Matcher.quoteReplacement(found.group(1) + "UTF-8"));
    }
}
