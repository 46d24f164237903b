// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package org.apache.synapse.message.store.impl.commons;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;

/// The part of the mediation.
public final class SynapseMessage implements Serializable {

    private static final long serialVersionUID = -6297561592988596840L;

    public ArrayList<String> localEntries = new ArrayList<>();
    public HashMap<String, String> properties = new HashMap<>();
    public HashMap<String, byte[]> propertyObjects = new HashMap<>();
    public boolean response;
    public boolean faultResponse;
    public int tracingState = 2;
    public int messageFlowTracingState = 2;
}
