// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.systemtests.fuzz;

import dev.holdfast.artifact.ArtifactReader;
import dev.holdfast.artifact.ArtifactSurroundings;
import dev.holdfast.content.Body;
import dev.holdfast.content.Envelope;
import dev.holdfast.content.Format;
import dev.holdfast.content.UnreadableBodyException;
import dev.holdfast.deployment.EmbeddedStoreProvider;
import dev.holdfast.expression.EvaluationException;
import dev.holdfast.expression.Expression;
import dev.holdfast.expression.ExpressionSyntaxException;
import dev.holdfast.expression.Expressions;
import dev.holdfast.expression.Surroundings;
import dev.holdfast.message.Content;
import dev.holdfast.settings.Problem;
import dev.holdfast.xml.XmlException;
import dev.holdfast.xml.XmlSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is attacked. Each takes any bytes at all, and may throw what its own documentation names and nothing else.
enum FuzzTarget {
    /// A file of artifacts, as XML.
    XML {
        @Override
        void take(byte[] input) {
            try {
                XmlSource.read("a.xml", input).toXml();
            } catch (XmlException refused) {
                requireReason(refused.getMessage());
            }
        }
    },

    /// A folder of artifacts: what is wrong is a problem, and nothing is thrown.
    ARTIFACT {
        @Override
        void take(byte[] input) {
            deploy("a.xml", input);
        }
    },

    /// An archive of an application: as a folder of artifacts.
    CAR {
        @Override
        void take(byte[] input) {
            deploy("a.car", input);
        }
    },

    /// An expression, the text of an attribute, and its value for a message.
    EXPRESSION {
        @Override
        void take(byte[] input) {
            try {
                Expression expression = Expressions.read(
                        new String(input, StandardCharsets.UTF_8),
                        Map.of("m", "urn:m", "s", "http://schemas.xmlsoap.org/soap/envelope/"));
                for (FuzzView view : FuzzView.all()) {
                    requireText(expression.evaluate(view).asText());
                }
            } catch (ExpressionSyntaxException | EvaluationException | UnreadableBodyException refused) {
                requireReason(refused.getMessage());
            }
        }
    },

    /// The body of a message in every form that it can be asked for; the first byte chooses its media type.
    BODY {
        @Override
        void take(byte[] input) {
            if (input.length > 0) {
                byte[] bytes = Arrays.copyOfRange(input, 1, input.length);
                Content content = Content.of(bytes, TYPES.get((input[0] & 0xFF) % TYPES.size()));
                look(content, body -> Envelope.toXml(body.envelope().root()));
                look(content, Body::json);
                look(content, Body::text);
                look(content, body -> Body.of(body.envelope()).content());
                look(content, body -> Body.of(body.json()).content());
                for (Format format : Format.values()) {
                    look(content, body -> Body.of(body.json()).as(format, "urn:a"));
                    look(content, body -> Body.of(body.envelope(), Format.XML).as(format, ""));
                }
            }
        }
    };

    private static final List<String> TYPES = List.of(
            "application/xml",
            "application/json",
            "text/xml; charset=UTF-8",
            "application/soap+xml",
            "text/plain; charset=UTF-16",
            "application/octet-stream",
            "application/json; charset=ISO-8859-1");

    /// Takes an input.
    ///
    /// @throws RuntimeException whatever it is, it is a finding
    abstract void take(byte[] input);

    /// What it is called on the command line, and the folder of its inputs.
    String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static void deploy(String file, byte[] content) {
        try {
            Path folder = Files.createTempDirectory("holdfast-fuzz");
            try {
                Files.write(folder.resolve(file), content);
                for (Problem problem : reader().read(folder).problems()) {
                    requireReason(problem.text());
                }
            } finally {
                Files.delete(folder.resolve(file));
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Look {
        void at(Body body);
    }

    private static void look(Content content, Look look) {
        try {
            look.at(Body.received(content, false));
        } catch (UnreadableBodyException refused) {
            requireReason(refused.getMessage());
        }
    }

    private static void requireText(@Nullable String text) {
        if (text == null) {
            throw new IllegalStateException("a value has no text");
        }
    }

    private static void requireReason(@Nullable String reason) {
        if (reason == null || reason.isBlank()) {
            throw new IllegalStateException("it was refused without a reason");
        }
    }

    private static ArtifactReader reader() {
        return new ArtifactReader(new ArtifactSurroundings(
                List.of(EmbeddedStoreProvider.forReading()),
                new Surroundings(Map.of(), Map.of(), Map.of(), name -> Optional.empty()),
                "localhost",
                ArtifactSurroundings.Reach.none()));
    }
}
