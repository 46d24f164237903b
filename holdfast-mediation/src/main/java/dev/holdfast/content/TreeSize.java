// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.content;

import dev.holdfast.message.Content;
import dev.holdfast.message.NoRoomException;
import dev.holdfast.message.WorkRoom;
import java.nio.ByteBuffer;

/// About how many bytes of memory the trees of a body take, and the room for them. What a tree takes depends on how
/// many
/// elements and values it has far more than on how long they are, so those are counted before it is built.
final class TreeSize {

    /// Nobody fills the memory with bodies that are smaller, and nothing is counted for them.
    private static final int SMALL = 4_096;

    private static final int ELEMENT = 55;
    private static final int TEXT = 75;
    private static final int ATTRIBUTE = 150;

    private static final int OBJECT = 75;
    private static final int ARRAY = 100;
    private static final int MEMBER = 30;
    private static final int VALUE = 20;

    /// Half of a text: its beginning or its end.
    private static final int QUOTE = 20;

    private TreeSize() {}

    /// Takes room for the tree of an XML document.
    ///
    /// @throws UnreadableBodyException when it is larger than anything may be
    static void takeForXml(Content content) {
        if (content.size() > SMALL) {
            take(ofXml(content.buffer()));
        }
    }

    /// Takes room for the tree of a JSON value.
    ///
    /// @throws UnreadableBodyException when it is larger than anything may be
    static void takeForJson(Content content) {
        if (content.size() > SMALL) {
            take(ofJson(content.buffer()));
        }
    }

    /// Takes room for the other tree, of XML for JSON or of JSON for XML.
    ///
    /// @throws UnreadableBodyException when it is larger than anything may be
    static void takeForConversion(Content content, Format format) {
        if (content.size() > SMALL) {
            long known = format == Format.JSON ? ofJson(content.buffer()) : ofXml(content.buffer());
            take(known + known / 2);
        }
    }

    private static void take(long bytes) {
        try {
            WorkRoom.take(bytes);
        } catch (NoRoomException e) {
            if (e.reason() == NoRoomException.Reason.TOO_LARGE) {
                throw new UnreadableBodyException("the body is too large to look inside: " + e.getMessage(), e);
            }
            throw e;
        }
    }

    static long ofXml(ByteBuffer bytes) {
        long size = bytes.remaining();
        byte before = ' ';
        while (bytes.hasRemaining()) {
            byte c = bytes.get();
            size += ofPair(before, c);
            before = c;
        }
        return size;
    }

    private static int ofPair(byte first, byte second) {
        return switch (first) {
            case '<' -> second == '/' ? 0 : ELEMENT;
            case '>' -> second == '<' ? 0 : TEXT;
            case '=' -> second == '"' || second == '\'' ? ATTRIBUTE : 0;
            default -> 0;
        };
    }

    static long ofJson(ByteBuffer bytes) {
        long size = bytes.remaining();
        boolean inText = false;
        while (bytes.hasRemaining()) {
            byte c = bytes.get();
            if (inText && c == '\\' && bytes.hasRemaining()) {
                bytes.get();
            } else if (c == '"') {
                inText = !inText;
                size += QUOTE;
            } else if (!inText) {
                size += ofToken(c);
            }
        }
        return size;
    }

    private static int ofToken(byte c) {
        return switch (c) {
            case '{' -> OBJECT;
            case '[' -> ARRAY;
            case ':' -> MEMBER;
            case ',' -> VALUE;
            default -> 0;
        };
    }
}
