// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
/// Message stores on topics of Apache Kafka.
@NullMarked
package dev.holdfast.kafka;

import org.jspecify.annotations.NullMarked;
