// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.http;

import dev.holdfast.message.Content;
import dev.holdfast.message.Headers;
import dev.holdfast.time.Timer;
import dev.holdfast.transport.Response;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.apache.hc.core5.http.impl.EnglishReasonPhraseCatalog;

/// Writes answers. Framing, Date and Connection are made here, whatever the answer says of them; nothing else
/// is added. Used by one thread.
final class ResponseWriter {

    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;
    private static final int USUAL_HEAD = 256;
    private static final String RETRY_AFTER_SECONDS = "1";

    private final OutputStream out;
    private final DateField date;
    private final Timer timer;

    ResponseWriter(OutputStream out, DateField date, Timer timer) {
        this.out = out;
        this.date = date;
        this.timer = timer;
    }

    /// What happens to the connection after an answer.
    enum Afterwards {
        /// The client is told that it ends.
        CLOSE,
        /// Another request may follow, as is usual in HTTP/1.1.
        KEEP,
        /// Another request may follow, which an HTTP/1.0 client has to be told.
        KEEP_AND_SAY_SO
    }

    /// Writes the answer to a request of that method, whole.
    void write(Response response, String method, Afterwards afterwards) throws IOException {
        boolean toHead = method.equals("HEAD");
        StringBuilder head = startHead(response);
        appendFields(head, response, toHead);
        appendContentFields(head, response, toHead);
        switch (afterwards) {
            case CLOSE -> append(head, HopByHop.CONNECTION, "close");
            case KEEP_AND_SAY_SO -> append(head, HopByHop.CONNECTION, "keep-alive");
            case KEEP -> {}
        }
        send(head);
        if (!toHead && mayHaveBody(response.status())) {
            response.content().writeTo(out);
        }
        out.flush();
    }

    /// Writes the answer to a request that is refused.
    void write(Refusal refusal) throws IOException {
        Response response = Response.of(refusal.status());
        Response complete = refusal.isOverload() ? response.with("Retry-After", RETRY_AFTER_SECONDS) : response;
        write(complete, "", Afterwards.CLOSE);
    }

    private StringBuilder startHead(Response response) {
        StringBuilder head = new StringBuilder(USUAL_HEAD);
        head.append("HTTP/1.1 ")
                .append(response.status())
                .append(' ')
                .append(phrase(response))
                .append("\r\n");
        append(head, "Date", date.at(timer.millis()));
        return head;
    }

    private static String phrase(Response response) {
        if (!response.phrase().isEmpty()) {
            return response.phrase();
        }
        String usual = EnglishReasonPhraseCatalog.INSTANCE.getReason(response.status(), Locale.ENGLISH);
        return usual == null ? "" : usual;
    }

    private static void appendFields(StringBuilder head, Response response, boolean toHead) {
        Headers headers = response.headers();
        HopByHop hopByHop = HopByHop.of(headers);
        boolean typed =
                describesContent(response, toHead) && response.content().type().isEmpty();
        for (Headers.Field field : headers) {
            String name = field.name();
            boolean ours = name.equalsIgnoreCase("Date") || (name.equalsIgnoreCase("Content-Type") && !typed);
            if (!ours && !hopByHop.contains(name)) {
                append(head, name, field.value());
            }
        }
    }

    private static void appendContentFields(StringBuilder head, Response response, boolean toHead) {
        Content content = response.content();
        Optional<String> type = content.type();
        if (type.isPresent() && describesContent(response, toHead)) {
            append(head, "Content-Type", type.get());
        }
        if (mayHaveBody(response.status())) {
            head.append(HopByHop.CONTENT_LENGTH)
                    .append(": ")
                    .append(content.size())
                    .append("\r\n");
        }
    }

    /// An empty body has no media type; the answer to HEAD tells that of the body that it leaves out.
    private static boolean describesContent(Response response, boolean toHead) {
        return toHead || !response.content().isEmpty();
    }

    private static boolean mayHaveBody(int status) {
        return status != NO_CONTENT && status != NOT_MODIFIED;
    }

    private static void append(StringBuilder head, String name, String value) {
        head.append(name).append(": ").append(value).append("\r\n");
    }

    private void send(StringBuilder head) throws IOException {
        head.append("\r\n");
        out.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
    }
}
