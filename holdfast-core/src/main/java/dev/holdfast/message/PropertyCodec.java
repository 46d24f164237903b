// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.message;

import java.util.Map;

/// One property in the binary form of a message: scope and type as one byte each, name, value. The codes are
/// part of the format and never change.
final class PropertyCodec {

    private PropertyCodec() {}

    static void put(BinaryWriter out, PropertyName name, PropertyValue value) {
        out.putByte(code(name.scope())).putByte(code(value)).putText(name.name());
        switch (value) {
            case PropertyValue.Text text -> out.putText(text.value());
            case PropertyValue.Bool bool -> out.putByte(bool.value() ? 1 : 0);
            case PropertyValue.Int number -> out.putInt(number.value());
            case PropertyValue.LongInt number -> out.putLong(number.value());
            case PropertyValue.ShortInt number -> out.putInt(number.value());
            case PropertyValue.SinglePrecision number -> out.putInt(Float.floatToRawIntBits(number.value()));
            case PropertyValue.DoublePrecision number -> out.putLong(Double.doubleToRawLongBits(number.value()));
            case PropertyValue.Xml xml -> out.putText(xml.value());
            case PropertyValue.Json json -> out.putText(json.value());
        }
    }

    static void get(BinaryReader in, Map<PropertyName, PropertyValue> target) {
        PropertyScope scope = scope(in);
        int type = in.getByte("type of a property");
        String name = in.getText("name of a property");
        if (name.isEmpty()) {
            throw in.damaged("name of a property", "empty");
        }
        target.put(new PropertyName(scope, name), value(in, type));
    }

    private static PropertyValue value(BinaryReader in, int type) {
        String field = "value of a property";
        return switch (type) {
            case 1 -> new PropertyValue.Text(in.getText(field));
            case 2 -> new PropertyValue.Bool(in.getByte(field) != 0);
            case 3 -> new PropertyValue.Int(in.getInt(field));
            case 4 -> new PropertyValue.LongInt(in.getLong(field));
            case 5 -> new PropertyValue.ShortInt((short) in.getInt(field));
            case 6 -> new PropertyValue.SinglePrecision(Float.intBitsToFloat(in.getInt(field)));
            case 7 -> new PropertyValue.DoublePrecision(Double.longBitsToDouble(in.getLong(field)));
            case 8 -> new PropertyValue.Xml(in.getText(field));
            case 9 -> new PropertyValue.Json(in.getText(field));
            default -> throw in.damaged("type of a property", "no type has the code " + type);
        };
    }

    private static int code(PropertyValue value) {
        return switch (value) {
            case PropertyValue.Text text -> 1;
            case PropertyValue.Bool bool -> 2;
            case PropertyValue.Int number -> 3;
            case PropertyValue.LongInt number -> 4;
            case PropertyValue.ShortInt number -> 5;
            case PropertyValue.SinglePrecision number -> 6;
            case PropertyValue.DoublePrecision number -> 7;
            case PropertyValue.Xml xml -> 8;
            case PropertyValue.Json json -> 9;
        };
    }

    private static int code(PropertyScope scope) {
        return switch (scope) {
            case DEFAULT -> 1;
            case AXIS2 -> 2;
            case VARIABLE -> 3;
            case ADDRESSING -> 4;
        };
    }

    private static PropertyScope scope(BinaryReader in) {
        int code = in.getByte("scope of a property");
        for (PropertyScope scope : PropertyScope.values()) {
            if (code(scope) == code) {
                return scope;
            }
        }
        throw in.damaged("scope of a property", "no scope has the code " + code);
    }
}
