// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package org.apache.synapse.message.store.impl.commons;

import java.io.Serializable;

/// The whole.
public final class StorableMessage implements Serializable {

    private static final long serialVersionUID = -4017032465030780647L;

    public Axis2Message axis2message = new Axis2Message();
    public SynapseMessage synapseMessage = new SynapseMessage();
    public int priority = -999;
}
