// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.message;

/// Names one appending of a message to a store. It is new at each `store`, and every move, retry and send keeps
/// it: it is what tells two copies of one message from two messages.
///
/// The text form is the flow id, a dot and eight hexadecimal digits.
///
/// @param flow the request that the message came with
/// @param serial tells appends of one flow apart; 0 means the flow itself, before or without any store
public record AppendId(FlowId flow, int serial) implements Comparable<AppendId> {

    private static final int FLOW_TEXT_LENGTH = 36;

    /// The id for what happens to a flow outside any store.
    public static AppendId ofFlow(FlowId flow) {
        return new AppendId(flow, 0);
    }

    /// Reads the text form.
    ///
    /// @throws IllegalArgumentException when the text is not one
    public static AppendId parse(String text) {
        if (text.length() != FLOW_TEXT_LENGTH + 9 || text.charAt(FLOW_TEXT_LENGTH) != '.') {
            throw new IllegalArgumentException("not an append id (a UUID, a dot and 8 hexadecimal digits): " + text);
        }
        FlowId flow = FlowId.parse(text.substring(0, FLOW_TEXT_LENGTH));
        return new AppendId(flow, Integer.parseUnsignedInt(text, FLOW_TEXT_LENGTH + 1, text.length(), 16));
    }

    @Override
    public int compareTo(AppendId other) {
        int byFlow = flow.compareTo(other.flow);
        return byFlow != 0 ? byFlow : Integer.compareUnsigned(serial, other.serial);
    }

    @Override
    public String toString() {
        return flow + "." + java.util.HexFormat.of().toHexDigits(serial);
    }
}
