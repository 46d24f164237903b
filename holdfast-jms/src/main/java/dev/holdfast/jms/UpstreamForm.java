// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jms;

import dev.holdfast.message.Headers;
import dev.holdfast.message.PropertyName;
import dev.holdfast.message.PropertyScope;
import dev.holdfast.message.PropertyValue;
import dev.holdfast.message.StoredMessage;
import dev.holdfast.upstream.UpstreamMessages;
import dev.holdfast.upstream.WireFormat;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.ObjectMessage;
import jakarta.jms.Session;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;

/// How a message lies in a queue from which Synapse is to read it: an object message with the properties that
/// Synapse gives it. Stateless.
///
/// | property | |
/// |---|---|
/// | `OrigMessageID` | the message id of the object |
/// | *name* | of each property `JMS_MSG_P_`*name* of the default scope, with its type |
/// | *name* | of each header, where it can be the name of a property |
final class UpstreamForm {

    private static final Logger LOGGER = System.getLogger(UpstreamForm.class.getName());
    private static final String ORIGINAL_ID = "OrigMessageID";
    private static final String FOR_THE_BROKER = "JMS_MSG_P_";

    private UpstreamForm() {}

    /// The message as the session, which is of ActiveMQ Classic, sends it.
    static Message write(StoredMessage stored, Session session, WireFormat format) throws JMSException {
        ObjectMessage message = session.createObjectMessage();
        ActiveMqClassic.putSerializedObject(message, format.encode(stored));
        message.setJMSCorrelationID(stored.id().toString());
        for (Headers.Field field : stored.message().headers()) {
            put(message, field.name(), field.value());
        }
        for (Map.Entry<PropertyName, PropertyValue> property :
                stored.message().properties().values().entrySet()) {
            PropertyName name = property.getKey();
            if (name.scope() == PropertyScope.DEFAULT
                    && name.name().startsWith(FOR_THE_BROKER)
                    && name.name().length() > FOR_THE_BROKER.length()) {
                put(message, name.name().substring(FOR_THE_BROKER.length()), value(property.getValue()));
            }
        }
        message.setStringProperty(ORIGINAL_ID, UpstreamMessages.messageId(stored.id()));
        return message;
    }

    private static Object value(PropertyValue value) {
        return switch (value) {
            case PropertyValue.Bool(boolean flag) -> flag;
            case PropertyValue.Int(int number) -> number;
            case PropertyValue.LongInt(long number) -> number;
            case PropertyValue.ShortInt(short number) -> number;
            case PropertyValue.SinglePrecision(float number) -> number;
            case PropertyValue.DoublePrecision(double number) -> number;
            case PropertyValue.Text(String text) -> text;
            case PropertyValue.Xml(String xml) -> xml;
            case PropertyValue.Json(String json) -> json;
        };
    }

    /// What cannot be a property stands in the object all the same.
    private static void put(Message message, String name, Object value) {
        try {
            message.setObjectProperty(name, value);
        } catch (JMSException | IllegalArgumentException e) {
            LOGGER.log(Level.DEBUG, "no property of a message: {0}", e.getMessage());
        }
    }
}
