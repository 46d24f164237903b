// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
/// What runs: exchanges, sequences, branches and groups of messages, fault handling, and the decision what a client
/// is answered.
@NullMarked
package dev.holdfast.mediation;

import org.jspecify.annotations.NullMarked;
