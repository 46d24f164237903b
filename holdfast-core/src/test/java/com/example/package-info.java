// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
/// What a user might write.
package com.example;
