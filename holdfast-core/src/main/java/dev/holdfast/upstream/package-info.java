// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
/// The form in which Synapse and WSO2 Micro Integrator keep messages in queues and tables, a stream of Java
/// serialization, as data: none of their classes is loaded.
@NullMarked
package dev.holdfast.upstream;

import org.jspecify.annotations.NullMarked;
