// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.bench;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// A SOAP request with a place for an id, whole with its HTTP head.
final class Payload {

    private static final String BEFORE_ID = """
            <soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:ser="http://services.samples" \
            xmlns:xsd="http://services.samples/xsd"><soapenv:Header/><soapenv:Body><ser:placeOrder><ser:order><xsd:id>@@""";
    private static final String AFTER_ID = """
            @@</xsd:id><xsd:price>12.5</xsd:price><xsd:quantity>100</xsd:quantity><xsd:symbol>IBM</xsd:symbol><xsd:pad>""";
    private static final String END = "</xsd:pad></ser:order></ser:placeOrder></soapenv:Body></soapenv:Envelope>";

    private final byte[] request;
    private final int idAt;

    private Payload(byte[] request, int idAt) {
        this.request = request;
        this.idAt = idAt;
    }

    /// A request to a target.
    ///
    /// @param bodyBytes how long the body is to be; shorter than the envelope it cannot get
    static Payload soap(URI target, int bodyBytes) {
        int padding = bodyBytes - BEFORE_ID.length() - MessageIds.DIGITS - AFTER_ID.length() - END.length();
        String body = BEFORE_ID
                + "0".repeat(MessageIds.DIGITS)
                + AFTER_ID
                + "abcdefghijklmnopqrstuvwxyz".repeat(bodyBytes / 26 + 1).substring(0, Math.max(0, padding))
                + END;
        String head = "POST " + target.getRawPath() + " HTTP/1.1\r\nHost: " + target.getHost() + ":" + target.getPort()
                + "\r\nContent-Type: text/xml; charset=UTF-8\r\nSOAPAction: \"urn:placeOrder\"\r\nContent-Length: "
                + body.length() + "\r\n\r\n";
        return new Payload((head + body).getBytes(StandardCharsets.US_ASCII), head.length() + BEFORE_ID.length());
    }

    /// The request with an id.
    ByteBuffer with(long id) {
        byte[] bytes = request.clone();
        MessageIds.write(id, bytes, idAt);
        return ByteBuffer.wrap(bytes);
    }

    /// The body with an id.
    byte[] body(long id) {
        byte[] bytes = with(id).array();
        int head = HttpFrame.read(bytes, bytes.length).orElseThrow().headLength();
        return java.util.Arrays.copyOfRange(bytes, head, bytes.length);
    }
}
