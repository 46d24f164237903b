// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.expression;

import dev.holdfast.expression.SaxonFunction.Input;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The functions of Synapse in XPath.
final class SaxonFunctions {

    private static final String HMAC = "HmacSHA1";

    private SaxonFunctions() {}

    static List<SaxonFunction> all() {
        return List.of(
                new SaxonFunction(
                        "base64Encode",
                        1,
                        2,
                        Input.NONE,
                        (views, texts) -> text(Base64.getEncoder()
                                .encodeToString(texts.getFirst().getBytes(charset(texts))))),
                new SaxonFunction(
                        "base64Decode",
                        1,
                        2,
                        Input.NONE,
                        (views, texts) ->
                                text(new String(Base64.getMimeDecoder().decode(texts.getFirst()), charset(texts)))),
                new SaxonFunction(
                        "url-encode",
                        1,
                        2,
                        Input.NONE,
                        (views, texts) -> text(URLEncoder.encode(texts.getFirst(), charset(texts)))),
                new SaxonFunction("hmac-generate", 2, 3, Input.NONE, (views, texts) -> hmac(texts)),
                new SaxonFunction(
                        "get-property", 1, 3, Input.VIEW, (views, texts) -> property(views.getFirst(), texts)));
    }

    /// Names that an expression computes.
    private static Value property(View view, List<String> texts) {
        if (texts.size() == 1) {
            return PropertyLookup.property(view, Scope.DEFAULT, texts.getFirst());
        }
        String name = texts.getFirst();
        if (texts.size() == 2 && name.equals(PropertyLookup.SYSTEM_DATE)) {
            return PropertyLookup.formattedDate(view, texts.get(1));
        }
        Scope scope = Scope.parse(name).orElseThrow(() -> new IllegalArgumentException("there is no scope " + name));
        return texts.size() == 3 && texts.get(1).equals(PropertyLookup.SYSTEM_DATE)
                ? PropertyLookup.formattedDate(view, texts.get(2))
                : PropertyLookup.property(view, scope, texts.get(1));
    }

    /// Payload, secret and algorithm; hexadecimal, in small letters.
    private static Value hmac(List<String> texts) {
        String algorithm = texts.size() > 2 ? texts.get(2) : HMAC;
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(texts.get(1).getBytes(StandardCharsets.UTF_8), algorithm));
            return text(HexFormat.of().formatHex(mac.doFinal(texts.getFirst().getBytes(StandardCharsets.UTF_8))));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("no signature can be made with " + algorithm, e);
        }
    }

    private static Charset charset(List<String> texts) {
        try {
            return texts.size() > 1 ? Charset.forName(texts.get(1)) : StandardCharsets.UTF_8;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("there is no character set " + texts.get(1), e);
        }
    }

    private static Value text(String text) {
        return new Value.Text(text);
    }
}
