// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
/// Orders on their way from a shop to its sales department, however often one side or the other is down.
@NullMarked
package com.example.orders;

import org.jspecify.annotations.NullMarked;
