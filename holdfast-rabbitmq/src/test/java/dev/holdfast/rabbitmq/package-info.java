// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
/// The RabbitMQ store against a real server in a process of its own.
@NullMarked
package dev.holdfast.rabbitmq;

import org.jspecify.annotations.NullMarked;
