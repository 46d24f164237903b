// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package org.apache.synapse.message.store.impl.commons;

import java.io.Serializable;
import java.util.HashMap;
import javax.xml.namespace.QName;

/// The part of the transport.
@SuppressWarnings("serial") // as it is upstream
public final class Axis2Message implements Serializable {

    private static final long serialVersionUID = 4039974525414318462L;

    public String messageID = "urn:uuid:1";
    public String operationAction;
    public QName operationName = new QName("http://services.samples", "mediate");
    public String action;
    public String service;
    public String relatesToMessageId;
    public String replyToAddress;
    public String faultToAddress;
    public String fromAddress;
    public String toAddress;
    public String transportInName;
    public String transportOutName;
    public boolean isDoingMTOM;
    public boolean isDoingSWA;
    public boolean isDoingPOX;
    public boolean isDoingGET;
    public String soapEnvelope;
    public byte[] jsonStream;
    public int FLOW = 1;
    public HashMap<String, Object> properties = new HashMap<>();
}
