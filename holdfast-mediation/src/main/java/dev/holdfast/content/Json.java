// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.content;

import dev.holdfast.message.Content;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.function.Supplier;
import org.w3c.dom.Element;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonGeneratorDelegate;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/// The only place of the language where JSON is read and written: strict JSON, no types by name, and limits, so
/// that what is built can be walked by recursion.
///
/// Numbers keep their digits: `1.10` stays `1.10`, and no integer is too long. Only one written with an exponent
/// may be written in another form of the same value. A tree must not be changed by whoever did not make it;
/// `deepCopy()` gives one's own. Thread-safe.
public final class Json {

    /// The deepest nesting of objects and arrays that is read.
    public static final int MAX_DEPTH = 512;

    /// The longest number that is read, in characters.
    public static final int MAX_NUMBER_LENGTH = 1_000;

    /// The most names, values, and beginnings and ends of objects and arrays that are read.
    public static final int MAX_TOKENS = 5_000_000;

    /// So many zeros are written out; beyond, a number is written with an exponent.
    private static final int MAX_ZEROS = 21;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(MAX_NUMBER_LENGTH)
                            .maxTokenCount(MAX_TOKENS)
                            .maxStringLength(Integer.MAX_VALUE)
                            .build())
                    .streamWriteConstraints(StreamWriteConstraints.builder()
                            .maxNestingDepth(2 * MAX_DEPTH)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private Json() {}

    /// The mapper with these rules, for libraries that want one.
    public static JsonMapper mapper() {
        return MAPPER;
    }

    /// Reads a text.
    ///
    /// @throws JsonSyntaxException when it is not JSON, has a name twice in one object, or goes beyond the limits
    public static JsonNode read(String text) {
        return read(() -> MAPPER.readTree(new StringReader(text)));
    }

    /// Reads bytes: in the character set of the media type, else UTF-8, UTF-16 or UTF-32, as they begin.
    ///
    /// @throws JsonSyntaxException as [#read(String)]
    /// @throws UnreadableBodyException when the character set is not known
    public static JsonNode read(Content content) {
        Charset charset = charset(content);
        if (charset.name().startsWith("UTF-")) {
            return read(() -> MAPPER.readTree(content.open()));
        }
        Reader reader = new InputStreamReader(content.open(), charset.newDecoder());
        return read(() -> MAPPER.readTree(reader));
    }

    /// The character set of the media type, if it is none of Unicode; else the one that the bytes show, where the
    /// first character of JSON is one of ASCII.
    ///
    /// @throws UnreadableBodyException when the character set is not known
    static Charset charset(Content content) {
        return content.type()
                .map(MediaType::parse)
                .flatMap(MediaType::charset)
                .filter(named -> !named.name().startsWith("UTF-"))
                .orElseGet(() -> Unicode.of(content.buffer()));
    }

    /// The element as JSON, converted as a body of XML is.
    ///
    /// @throws UnreadableBodyException when it cannot be converted
    public static JsonNode of(Element element) {
        return XmlToJson.convert(element);
    }

    /// The value as JSON text.
    ///
    /// @throws UnreadableBodyException when it is nested so deep that nobody would read it
    public static String write(JsonNode value) {
        StringWriter out = new StringWriter();
        write(value, out);
        return out.toString();
    }

    /// The value as text: of a string its characters, of anything else JSON.
    public static String text(JsonNode value) {
        return value.isString() ? value.stringValue() : write(value);
    }

    private static void write(JsonNode value, Writer out) {
        try (JsonGenerator generator = new PlainNumbers(MAPPER.createGenerator(out))) {
            MAPPER.writeTree(generator, value);
        } catch (JacksonException e) {
            // What is in memory can be written, but for its depth.
            throw new UnreadableBodyException("the JSON is nested more than " + 2 * MAX_DEPTH + " levels deep", e);
        }
    }

    private static JsonNode read(Supplier<JsonNode> parser) {
        try {
            JsonNode value = parser.get();
            if (value.isMissingNode()) {
                throw new JsonSyntaxException(0, "there is no value", new IllegalArgumentException("empty"));
            }
            return value;
        } catch (JacksonException e) {
            throw new JsonSyntaxException(line(e), reason(e) + place(e), e);
        } catch (NumberFormatException e) {
            // Jackson lets what BigDecimal says of an exponent through.
            throw new JsonSyntaxException(0, "a number is beyond what a number can be", e);
        }
    }

    /// Without what the parser quotes of the text.
    private static String reason(JacksonException e) {
        return switch (e) {
            case StreamConstraintsException limit ->
                String.format(
                        Locale.ROOT,
                        "beyond the limits: %d levels, numbers of %d digits, %d names and values",
                        MAX_DEPTH,
                        MAX_NUMBER_LENGTH,
                        MAX_TOKENS);
            case UnexpectedEndOfInputException end -> "it ends too early";
            case DatabindException bound -> "a name occurs twice in an object, or something follows the value";
            default -> "not well-formed";
        };
    }

    private static int line(JacksonException e) {
        TokenStreamLocation place = e.getLocation();
        return place == null ? 0 : Math.max(0, place.getLineNr());
    }

    private static String place(JacksonException e) {
        int line = line(e);
        return line == 0 ? "" : " (line " + line + ", column " + e.getLocation().getColumnNr() + ")";
    }

    /// Writes a number with its zeros, unless they are many.
    private static final class PlainNumbers extends JsonGeneratorDelegate {

        PlainNumbers(JsonGenerator delegate) {
            super(delegate);
        }

        @Override
        public JsonGenerator writeNumber(BigDecimal value) {
            int zeros = Math.max(-value.scale(), value.scale() - value.precision());
            return super.writeNumber(zeros <= MAX_ZEROS ? value.toPlainString() : value.toString());
        }
    }
}
