// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rocksdb;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/// What a look at one file of the write-ahead log has found.
///
/// The file consists of blocks of 32 KiB. A block holds records that do not reach beyond it: masked CRC-32C of
/// what follows the length, 4 bytes; length, 2; type, 1; content. All numbers are little-endian. What is left
/// of a block and is too short for another record is filled up with zeros.
///
/// @param size of the file
/// @param whole so many bytes from the beginning are whole records
/// @param goesOn whether a whole record comes after what is not whole
record LogScan(long size, long whole, boolean goesOn) {

    private static final int BLOCK = 32 << 10;
    private static final int HEADER = 7;
    private static final int CHECKED_FROM = 6;
    private static final int MASK = 0xA282EAD8;

    /// Looks at the file.
    static LogScan of(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            for (long start = 0; start < size; start += BLOCK) {
                ByteBuffer block = read(channel, start);
                int whole = wholeRecords(block);
                if (whole < block.limit()) {
                    boolean goesOn = hasRecord(block, whole + 1) || hasBlock(channel, start + BLOCK);
                    return new LogScan(size, start + whole, goesOn);
                }
            }
            return new LogScan(size, size, false);
        }
    }

    /// Whether there is nothing but whole records.
    boolean isWhole() {
        return whole == size;
    }

    private static ByteBuffer read(FileChannel channel, long start) throws IOException {
        ByteBuffer block = ByteBuffer.allocate(BLOCK).order(ByteOrder.LITTLE_ENDIAN);
        int count = 0;
        while (block.hasRemaining() && count >= 0) {
            count = channel.read(block, start + block.position());
        }
        return block.flip();
    }

    /// So many bytes of the block are whole records and what fills it up.
    private static int wholeRecords(ByteBuffer block) {
        int position = 0;
        while (block.limit() - position >= HEADER) {
            int length = recordAt(block, position);
            if (length == 0) {
                return position;
            }
            position += length;
        }
        return block.limit() == BLOCK ? BLOCK : position;
    }

    private static boolean hasRecord(ByteBuffer block, int from) {
        for (int position = from; block.limit() - position >= HEADER; position++) {
            if (recordAt(block, position) > 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasBlock(FileChannel channel, long from) throws IOException {
        for (long start = from; start < channel.size(); start += BLOCK) {
            ByteBuffer block = read(channel, start);
            if (block.limit() >= HEADER && recordAt(block, 0) > 0) {
                return true;
            }
        }
        return false;
    }

    /// The length of the record that begins there, with its header; 0 when there is none.
    private static int recordAt(ByteBuffer block, int position) {
        int length = Short.toUnsignedInt(block.getShort(position + Integer.BYTES));
        byte type = block.get(position + CHECKED_FROM);
        if (type == 0 || length > block.limit() - position - HEADER) {
            return 0;
        }
        CRC32C crc = new CRC32C();
        crc.update(block.slice(position + CHECKED_FROM, 1 + length));
        int masked = Integer.rotateRight((int) crc.getValue(), 15) + MASK;
        return masked == block.getInt(position) ? HEADER + length : 0;
    }
}
