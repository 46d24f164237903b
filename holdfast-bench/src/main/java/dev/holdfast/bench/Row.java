// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.bench;

/// The rows of the table: what is measured, what others reached on a machine of the same kind, and what is to
/// be
/// reached.
enum Row {
    ACCEPTS(
            "durable accepts/s, 64 connections closed loop",
            "Synapse 5,260 not durable, 1,500 on JMS; Camel 2,350",
            "25,000"),
    BOTH("accepted and delivered at the same time, msg/s, 32 lanes", "Synapse 660-700; Camel 1,580-1,800", "15,000"),
    STRICT("the same in strict order", "Synapse 700-750; Camel 240-810", "8,000"),
    MEMORY("resident memory under full load, MiB", "Synapse 2,300; Camel 400", "450"),
    ACCEPT_P50("accept latency at 500 msg/s, p50, ms", "Synapse 0.3; Camel 1.0", "0.7"),
    ACCEPT_P99("accept latency at 500 msg/s, p99, ms", "Synapse 1.8; Camel 6.4", "4"),
    DELIVERY_P99("202 to back end at 500 msg/s, p99, ms", "Synapse 6; Camel 0.7", "0.7"),
    PROCESSOR("processor time at 500 msg/s, % of one core", "Synapse 29; Camel 84-111", "30"),
    START("start to first 202, s", "Synapse 1.0-1.5; Camel 2.3-3.1", "0.8"),
    BACKLOG_START("1,000,000 queued: start to first delivery, s", "not measured", "3"),
    BACKLOG_MEMORY("1,000,000 queued: resident memory, MiB", "not measured", "450"),
    JMS_PLAIN("ActiveMQ, plain client with 64 sessions: sends/s", "", ""),
    JMS_ACCEPTS("JMS store on the same broker: accepts/s", "Synapse 1,500", "80 % of the plain client"),
    JMS_BOTH("JMS store on the same broker: msg/s end to end", "Synapse 706", "80 % of the plain client"),
    JMS_PLAIN_APPENDS("ActiveMQ, plain client, 64 sessions: appends/s", "", ""),
    JMS_APPENDS("JMS store, 64 threads: appends/s", "not measured", "80 % of the plain client"),
    JMS_PLAIN_TAKES(
            "ActiveMQ, plain client, 64 sessions, acknowledgements confirmed: received and acknowledged/s", "", ""),
    JMS_TAKES(
            "JMS store, 64 threads on one consumer: received and acknowledged/s",
            "not measured",
            "80 % of the plain client"),
    JMS_UNCONFIRMED_TAKES("ActiveMQ, plain client, 64 sessions, acknowledgements not confirmed: the same", "", ""),
    RABBITMQ_PLAIN_APPENDS("RabbitMQ, plain client, 64 channels with confirms: appends/s", "", ""),
    RABBITMQ_APPENDS("RabbitMQ store, 64 threads: appends/s", "not measured", "80 % of the plain client"),
    RABBITMQ_PLAIN_TAKES("RabbitMQ, plain client, 64 threads on one consumer: received and acknowledged/s", "", ""),
    RABBITMQ_TAKES("RabbitMQ store, the same: received and acknowledged/s", "not measured", "80 % of the plain client"),
    KAFKA_PLAIN_APPENDS("Kafka, plain client, 64 threads on one producer: appends/s", "", ""),
    KAFKA_APPENDS("Kafka store, 64 threads: appends/s", "not measured", "80 % of the plain client"),
    KAFKA_PLAIN_TAKES("Kafka, plain client, 64 threads, committed 64 at a time: received and acknowledged/s", "", ""),
    KAFKA_TAKES("Kafka store, 64 threads: received and acknowledged/s", "not measured", "80 % of the plain client"),
    KAFKA_UNCONFIRMED_TAKES("Kafka, plain client, threads that do not wait for the commit: the same", "", ""),
    POSTGRES_PLAIN_APPENDS("PostgreSQL, plain client, 64 connections, a commit each: appends/s", "", ""),
    POSTGRES_APPENDS("PostgreSQL store, 64 threads: appends/s", "not measured", "80 % of the plain client"),
    POSTGRES_PLAIN_TAKES(
            "PostgreSQL, plain client, 64 connections, a DELETE each: received and acknowledged/s", "", ""),
    POSTGRES_TAKES(
            "PostgreSQL store, 64 threads on one consumer: received and acknowledged/s",
            "not measured",
            "80 % of the plain client"),
    DRAIN("failover backlog of 50,000 shrinks by, msg/s, while 500 msg/s come in", "1", "1,000"),
    STORE_ALONE("a proxy that only stores: durable accepts/s", "not measured", ""),
    PROPERTY_AND_HEADER("the same with property and header before, % of it", "not measured", "95"),
    CONTENT_BASED_ROUTE("the same behind a filter on one XPath over 1 KiB, % of it", "not measured", "50"),
    LARGE_SENT("bodies of 10 MiB through send and back, 4 connections, MiB/s", "not measured", ""),
    LARGE_SENT_HEAP("peak heap in use meanwhile, MiB", "not measured", ""),
    LARGE_SENT_TIMES("memory taken from the heap for each byte of a body that is sent, bytes", "not measured", ""),
    LARGE_STORED("bodies of 10 MiB accepted into a store and forwarded, 4 connections, MiB/s", "not measured", ""),
    LARGE_STORED_HEAP("peak heap in use meanwhile, MiB", "not measured", ""),
    LARGE_STORED_TIMES(
            "memory taken from the heap for each byte of a body that is stored and forwarded, bytes",
            "not measured",
            "");

    private final String label;
    private final String peers;
    private final String reach;

    Row(String label, String peers, String reach) {
        this.label = label;
        this.peers = peers;
        this.reach = reach;
    }

    String label() {
        return label;
    }

    String peers() {
        return peers;
    }

    String reach() {
        return reach;
    }
}
