// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
/// The library in an application of Spring Boot: a client and a processor from properties, with health and metrics.
@NullMarked
package dev.holdfast.spring;

import org.jspecify.annotations.NullMarked;
