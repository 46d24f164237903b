// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.deployment;

import dev.holdfast.settings.Parameter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Shows parameters without the secrets among them.
final class Masking {

    private static final String MASKED = "*****";

    private static final Pattern SECRET_ELEMENT = Pattern.compile(
            "(<[\\w:.-]*parameter\\s[^>]*name\\s*=\\s*[\"'][^\"']*(?:password|credentials|secret)[^\"']*[\"'][^>]*>)"
                    + "[^<]*(</)",
            Pattern.CASE_INSENSITIVE);

    /// The elements of endpoints whose text is a secret, or may hold one.
    private static final Pattern SECRET_TEXT = Pattern.compile(
            "(<([\\w.-]+:)?(password|clientSecret|refreshToken|proxyPassword|header)(?:\\s[^>]*)?>)[^<]*(</)",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern TOKEN_PARAMETERS = Pattern.compile(
            "<([\\w.-]+:)?requestParameters(?:\\s[^>]*)?>.*?</([\\w.-]+:)?requestParameters>", Pattern.DOTALL);
    private static final Pattern TEXT = Pattern.compile("(parameter\\s[^>]*[^/]>)[^<]*(</)");

    private Masking() {}

    /// The XML of an artifact with the values of secret parameters, and the secrets of endpoints, masked.
    static String xml(String configuration) {
        String parameters = SECRET_ELEMENT.matcher(configuration).replaceAll("$1" + MASKED + "$2");
        String texts = SECRET_TEXT.matcher(parameters).replaceAll("$1" + MASKED + "$4");
        return TOKEN_PARAMETERS
                .matcher(texts)
                .replaceAll(found ->
                        Matcher.quoteReplacement(TEXT.matcher(found.group()).replaceAll("$1" + MASKED + "$2")));
    }

    static Map<String, String> texts(Map<String, Parameter> parameters) {
        Map<String, String> texts = new LinkedHashMap<>();
        parameters.forEach((name, parameter) ->
                texts.put(name, isSecret(name) ? MASKED : parameter.value().trim()));
        return texts;
    }

    private static boolean isSecret(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.contains("password") || lower.contains("credentials") || lower.contains("secret");
    }
}
