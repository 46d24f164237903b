// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.entry;

import dev.holdfast.expression.BoundedPattern;
import dev.holdfast.expression.EvaluationException;
import dev.holdfast.mediation.FlowReading;
import dev.holdfast.reading.Syntax;
import dev.holdfast.settings.Location;
import dev.holdfast.transport.InboundRequest;
import dev.holdfast.xml.XmlElement;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.PatternSyntaxException;

/// One resource of an API. Immutable.
///
/// @param location of its definition
/// @param pattern which paths it takes
/// @param methods which it takes; empty for all
/// @param condition what else a request must have
/// @param target what it does
public record ApiResource(
        Location location, ResourcePattern pattern, Set<String> methods, Condition condition, Target target) {

    /// What it may hold.
    public static final Syntax SYNTAX = Target.sequences(Syntax.of(
                            "resource", "The requests of an API that fit a path and a method.")
                    .optional("methods", "all", "GET, POST, PUT, DELETE, OPTIONS, HEAD, PATCH, with spaces between")
                    .optional(
                            "uri-template",
                            "",
                            "the path, such as /orders/{id}?full={full}: what stands for a variable is its property"
                                    + " uri.var.NAME; {+path} stands for many segments, * at the end for whatever"
                                    + " follows, {?a,b} for parameters that may be missing")
                    .optional("url-mapping", "", "the path /a/b, the prefix /a/*, or the extension *.xml")
                    .optional("protocol", "both", "http or https: the only one by which it is called")
                    .optional("content-type", "any", "the media type that the body must have")
                    .optional("user-agent", "any", "a regular expression that the field User-Agent must fit")
                    .optional("binds-to", "all", "where it is called: default, or names of inbound endpoints"))
            .differs("A path fits with and without a slash at its end.")
            .differs("Parameters in a template may come in any order, among others.");

    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "DELETE", "OPTIONS", "HEAD", "PATCH");
    static final String OPTIONS = "OPTIONS";

    /// What a request must have beside path and method.
    ///
    /// @param schemes `http` and `https`; empty for both
    /// @param mediaType of the body, without parameters; empty for any
    /// @param userAgent what the field must fit; empty for any
    /// @param bindsTo where it is called; empty for everywhere
    record Condition(Set<String> schemes, String mediaType, Optional<BoundedPattern> userAgent, Set<String> bindsTo) {

        Condition {
            schemes = Set.copyOf(schemes);
            bindsTo = Set.copyOf(bindsTo);
        }

        boolean isBoundTo(String door) {
            return bindsTo.isEmpty() || bindsTo.contains(door);
        }

        boolean holds(InboundRequest request) {
            return (schemes.isEmpty() || schemes.contains(request.peer().scheme()))
                    && (mediaType.isEmpty() || mediaType.equalsIgnoreCase(mediaType(request)))
                    && userAgent
                            .map(pattern -> request.headers()
                                    .first("User-Agent")
                                    .filter(agent -> fits(pattern, agent))
                                    .isPresent())
                            .orElse(true);
        }

        /// One on which the expression would run for ever does not fit.
        private static boolean fits(BoundedPattern pattern, String agent) {
            try {
                return pattern.matches(agent);
            } catch (EvaluationException e) {
                return false;
            }
        }

        private static String mediaType(InboundRequest request) {
            return withoutParameters(request.headers().first("Content-Type").orElse(""));
        }
    }

    /// Copies the methods, in their order.
    public ApiResource {
        methods = Collections.unmodifiableSet(new LinkedHashSet<>(methods));
    }

    static ApiResource read(XmlElement element, FlowReading reading) {
        reading.follows(element, SYNTAX);
        return new ApiResource(
                element.location(),
                pattern(element, reading),
                methods(element, reading),
                new Condition(
                        ApiReader.schemes(element, "protocol", reading),
                        withoutParameters(element.attribute("content-type").orElse("")),
                        userAgent(element, reading),
                        ApiReader.bindsTo(element, reading)),
                Target.read(element, reading));
    }

    /// The template or mapping of its paths; `/` for all that is left.
    public String path() {
        return pattern.text();
    }

    /// Whether it takes that method.
    boolean takes(String method) {
        return methods.isEmpty() || methods.contains(method);
    }

    /// The methods that it takes, for the field Allow.
    public Set<String> allowed() {
        return methods.isEmpty() ? Words.of("GET POST PUT DELETE OPTIONS HEAD PATCH") : methods;
    }

    /// Whether nobody could say which of both takes a request.
    boolean collidesWith(ApiResource other) {
        return pattern.text().equals(other.pattern.text())
                && pattern.rank() == other.pattern.rank()
                && condition.equals(other.condition)
                && (methods.isEmpty() || other.methods.isEmpty() || !Collections.disjoint(methods, other.methods));
    }

    private static ResourcePattern pattern(XmlElement element, FlowReading reading) {
        Optional<String> template =
                element.attribute("uri-template").map(String::strip).filter(text -> !text.isEmpty());
        Optional<String> mapping =
                element.attribute("url-mapping").map(String::strip).filter(text -> !text.isEmpty());
        if (template.isPresent() && mapping.isPresent()) {
            reading.error(element, "uri-template and url-mapping are both given; expected one of them");
        }
        try {
            if (template.isPresent()) {
                return new ResourcePattern.Template(UriTemplate.parse(template.get()));
            }
            return mapping.map(ResourcePattern::mapping).orElseGet(ResourcePattern.Everything::new);
        } catch (IllegalArgumentException e) {
            reading.error(
                    element,
                    template.map(text -> "uri-template '" + text + "': ").orElse("url-mapping: ") + e.getMessage());
            return new ResourcePattern.Everything();
        }
    }

    private static Set<String> methods(XmlElement element, FlowReading reading) {
        Set<String> methods = Words.of(element.attribute("methods").orElse("").toUpperCase(Locale.ROOT));
        for (String method : methods) {
            if (!METHODS.contains(method)) {
                reading.error(
                        element,
                        "attribute methods names '" + method + "'; expected "
                                + String.join(", ", METHODS.stream().sorted().toList()));
            }
        }
        return methods;
    }

    private static Optional<BoundedPattern> userAgent(XmlElement element, FlowReading reading) {
        Optional<String> text = element.attribute("user-agent").filter(pattern -> !pattern.isBlank());
        try {
            return text.map(BoundedPattern::compile);
        } catch (PatternSyntaxException e) {
            reading.error(element, "attribute user-agent is no regular expression: " + e.getDescription());
            return Optional.empty();
        }
    }

    private static String withoutParameters(String type) {
        int semicolon = type.indexOf(';');
        return (semicolon < 0 ? type : type.substring(0, semicolon)).strip();
    }
}
