// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
/// Message stores that are queues of a RabbitMQ.
@org.jspecify.annotations.NullMarked
package dev.holdfast.rabbitmq;
