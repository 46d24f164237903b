// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.message;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Bodies of every kind that clients send, with characters beyond ASCII wherever there can be some.
public final class SampleContents {

    /// Umlauts, Greek, Han, a letter of two code units, and what XML and JSON must escape.
    public static final String TEXT = "Grüße, Ωμέγα, 漢字, \uD83D\uDE00 <&>\"'";

    private static final String XML =
            "<o:order xmlns:o=\"urn:größe\" art=\"ü\"><o:naïve>漢字 \uD83D\uDE00</o:naïve></o:order>";
    private static final String BOUNDARY = "=_part-7";

    private SampleContents() {}

    /// One body of each kind, by a name for people.
    public static Map<String, Content> all() {
        return Map.ofEntries(
                Map.entry("no body", Content.empty()),
                Map.entry("an empty body with a type", Content.of(new byte[0], "application/xml")),
                Map.entry("bytes without a type", Content.of(new byte[] {0, -1, 13, 10, 26})),
                Map.entry("XML", Content.ofText("<?xml version=\"1.0\"?>\n" + XML, "application/xml; charset=UTF-8")),
                Map.entry("XML in another charset", inCharset(XML, "text/xml", StandardCharsets.UTF_16)),
                Map.entry("SOAP 1.1", Content.ofText(soap("http://schemas.xmlsoap.org/soap/envelope/"), "text/xml")),
                Map.entry("SOAP 1.2", Content.ofText(soap("http://www.w3.org/2003/05/soap-envelope"), soap12Type())),
                Map.entry("JSON", Content.ofText("{\"grün\":[1.0,null,\"漢字 \uD83D\uDE00\"]}", "application/json")),
                Map.entry("JSON that is only a number", Content.ofText("-0.10", "application/json")),
                Map.entry("text in UTF-8", inCharset(TEXT, "text/plain", StandardCharsets.UTF_8)),
                Map.entry("text in ISO-8859-1", inCharset("Grüße", "text/plain", StandardCharsets.ISO_8859_1)),
                Map.entry(
                        "text in windows-1252", inCharset("5 € – „so“", "text/plain", Charset.forName("windows-1252"))),
                Map.entry("text in Shift_JIS", inCharset("漢字", "text/plain", Charset.forName("Shift_JIS"))),
                Map.entry("a form", Content.ofText("a=1&b=gr%C3%BCn&b=&c", "application/x-www-form-urlencoded")),
                Map.entry("parts", Content.of(parts(), "multipart/form-data; boundary=\"" + BOUNDARY + "\"")),
                Map.entry("all bytes", Content.of(allBytes(), "application/octet-stream")));
    }

    /// A message with each of them.
    public static List<StoredMessage> messages() {
        List<StoredMessage> messages = new ArrayList<>();
        for (Content content : all().values()) {
            messages.add(
                    SampleMessages.stored(Message.of(SampleMessages.unstored("").flowId(), content)));
        }
        return messages;
    }

    /// A message with repeated headers, values beyond ASCII, and every type of property under such a name.
    public static StoredMessage withHeadersAndProperties() {
        Headers headers = Headers.of(List.of(
                new Headers.Field("Accept", "text/xml"),
                new Headers.Field("accept", "application/json;q=0.5"),
                new Headers.Field("Accept", ""),
                new Headers.Field("X-Grund", TEXT),
                new Headers.Field("X-Long", "ü".repeat(8_000)),
                new Headers.Field("Cookie", "a=1; b=\"2\"\t"),
                new Headers.Field("!#$%&'*+-.^_`|~", "a name of punctuation")));
        MessageProperties properties = SampleMessages.properties()
                .with(PropertyName.of("größe 漢字 \uD83D\uDE00"), PropertyValue.of(TEXT))
                .with(PropertyName.axis2("lang"), PropertyValue.of("ü".repeat(70_000)));
        Message plain = SampleMessages.unstored(TEXT);
        return SampleMessages.stored(plain.withHeaders(headers).withProperties(properties));
    }

    private static String soap(String namespace) {
        return "<s:Envelope xmlns:s=\"" + namespace + "\"><s:Header><a b=\"ä\"/></s:Header><s:Body>" + XML
                + "</s:Body></s:Envelope>";
    }

    private static String soap12Type() {
        return "application/soap+xml; charset=UTF-8; action=\"urn:größe\"";
    }

    private static Content inCharset(String text, String type, Charset charset) {
        return Content.of(text.getBytes(charset), type + "; charset=" + charset.name());
    }

    private static byte[] parts() {
        return ("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"größe\"; filename=\"漢字.bin\"\r\n\r\n"
                        + TEXT + "\0\r\n--" + BOUNDARY + "--\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] allBytes() {
        byte[] bytes = new byte[1 << 16];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i ^ i >>> 8);
        }
        return bytes;
    }
}
