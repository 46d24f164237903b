// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
/// Applications of Spring Boot with the library in them.
@NullMarked
package dev.holdfast.spring;

import org.jspecify.annotations.NullMarked;
