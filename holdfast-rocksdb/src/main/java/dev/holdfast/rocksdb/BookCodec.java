// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rocksdb;

import dev.holdfast.ledger.AttemptState;
import dev.holdfast.ledger.Doubt;
import dev.holdfast.ledger.LedgerEntry;
import dev.holdfast.ledger.LedgerEntry.Detail;
import dev.holdfast.ledger.LedgerEntry.Event;
import dev.holdfast.message.AppendId;
import dev.holdfast.message.BinaryReader;
import dev.holdfast.message.BinaryWriter;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/// The binary forms of lines of history, attempts and doubts. Each begins with its version, 1.
final class BookCodec {

    private static final int VERSION = 1;

    private BookCodec() {}

    static byte[] encode(LedgerEntry entry) {
        Detail detail = entry.detail();
        return new BinaryWriter(96)
                .putByte(VERSION)
                .putAppendId(entry.id())
                .putInstant(entry.at())
                .putByte(code(entry.event()))
                .putText(entry.store())
                .putText(detail.target())
                .putVarLong(detail.attempt())
                .putVarLong(detail.status())
                .putVarLong(detail.duration().dividedBy(ChronoUnit.MICROS.getDuration()))
                .putText(detail.text())
                .toByteArray();
    }

    static LedgerEntry entry(byte[] bytes) {
        BinaryReader in = reader(bytes, "line of history");
        AppendId id = in.getAppendId("append id");
        var at = in.getInstant("time");
        Event event = event(in);
        String store = in.getText("store");
        String target = in.getText("target");
        int attempt = (int) in.getVarLong("attempt");
        int status = (int) in.getVarLong("status");
        Duration duration = Duration.of(in.getVarLong("duration"), ChronoUnit.MICROS);
        return new LedgerEntry(id, at, event, store, new Detail(target, attempt, status, duration, in.getText("text")));
    }

    static byte[] encode(AttemptState state) {
        return new BinaryWriter(48)
                .putByte(VERSION)
                .putAppendId(state.id())
                .putVarLong(state.activation())
                .putVarLong(state.round())
                .putVarLong(state.total())
                .putInstant(state.nextAttemptAt())
                .toByteArray();
    }

    static AttemptState attempts(byte[] bytes) {
        BinaryReader in = reader(bytes, "record of attempts");
        return new AttemptState(
                in.getAppendId("append id"),
                in.getVarLong("activation"),
                (int) in.getVarLong("attempts in this round"),
                (int) in.getVarLong("attempts ever"),
                in.getInstant("next attempt"));
    }

    static byte[] encode(Doubt doubt) {
        BinaryWriter out = new BinaryWriter(64)
                .putByte(VERSION)
                .putAppendId(doubt.id())
                .putInstant(doubt.since())
                .putByte(doubt.settled() ? 1 : 0)
                .putVarLong(doubt.copies().size());
        for (Doubt.Copy copy : doubt.copies()) {
            out.putByte(copy.confirmed() ? 1 : 0).putText(copy.store());
        }
        return out.toByteArray();
    }

    static Doubt doubt(byte[] bytes) {
        BinaryReader in = reader(bytes, "record of a doubt");
        AppendId id = in.getAppendId("append id");
        var since = in.getInstant("since");
        boolean settled = in.getByte("settled") != 0;
        int count = in.getLength("number of copies");
        List<Doubt.Copy> copies = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            boolean confirmed = in.getByte("confirmed") != 0;
            copies.add(new Doubt.Copy(in.getText("store"), confirmed));
        }
        return new Doubt(id, since, settled, copies);
    }

    private static BinaryReader reader(byte[] bytes, String record) {
        BinaryReader in = new BinaryReader(bytes, record);
        int version = in.getByte("version");
        if (version != VERSION) {
            throw in.damaged("version", version + " is not known here (known: 1); written by a later Holdfast?");
        }
        return in;
    }

    private static int code(Event event) {
        return switch (event) {
            case STORED -> 1;
            case NOT_STORED -> 2;
            case IN_DOUBT -> 3;
            case NOT_DURABLE -> 4;
            case FAILED_OVER -> 5;
            case MOVED -> 6;
            case ATTEMPTED -> 7;
            case DELIVERED -> 8;
            case DEAD_LETTERED -> 9;
            case DROPPED -> 10;
            case EXPIRED -> 11;
            case INVALID -> 12;
            case DUPLICATE -> 13;
        };
    }

    private static Event event(BinaryReader in) {
        int code = in.getByte("event");
        for (Event event : Event.values()) {
            if (code(event) == code) {
                return event;
            }
        }
        throw in.damaged("event", "no event has the code " + code);
    }
}
