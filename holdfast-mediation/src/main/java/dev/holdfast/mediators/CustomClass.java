// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import dev.holdfast.extension.CustomMediator;
import dev.holdfast.settings.NearestName;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A class that an artifact names: checked, made and given its values by reflection.
///
/// @param type the class
record CustomClass(Class<? extends CustomMediator> type) {

    private static final String UPSTREAM = "org/apache/synapse/";
    private static final Set<Class<?>> SETTABLE =
            Set.of(String.class, int.class, long.class, double.class, boolean.class);

    /// @param library where the user's classes are
    /// @throws CustomClassException when there is no such class, or it is no mediator
    static CustomClass of(String name, ClassLoader library) throws CustomClassException {
        try {
            Class<?> found = Class.forName(name, false, library);
            if (!CustomMediator.class.isAssignableFrom(found)) {
                throw new CustomClassException(
                        "the class " + name + " does not implement " + CustomMediator.class.getName());
            }
            return new CustomClass(found.asSubclass(CustomMediator.class));
        } catch (ClassNotFoundException e) {
            throw new CustomClassException(
                    "there is no class " + name + "; its jar belongs into the folder lib beside the artifacts", e);
        } catch (LinkageError e) {
            boolean upstream = String.valueOf(e.getMessage()).contains(UPSTREAM);
            throw new CustomClassException(
                    upstream
                            ? "the class " + name + " is written against the API of Synapse, which is not here; it must"
                                    + " implement " + CustomMediator.class.getName()
                            : "the class " + name + " cannot be loaded: " + e,
                    e);
        }
    }

    /// A new instance with its values.
    ///
    /// @throws CustomClassException when it cannot be made, or a value has no setter or does not fit
    CustomMediator newInstance(Map<String, String> values) throws CustomClassException {
        try {
            CustomMediator made = type.getConstructor().newInstance();
            for (Map.Entry<String, String> value : values.entrySet()) {
                Method setter = setter(value.getKey());
                setter.invoke(made, converted(value.getKey(), value.getValue(), setter.getParameterTypes()[0]));
            }
            return made;
        } catch (InvocationTargetException e) {
            throw new CustomClassException("the class " + type.getName() + " fails at its start: " + e.getCause(), e);
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new CustomClassException(
                    "the class " + type.getName() + " cannot be made: it needs to be public and to have a public"
                            + " constructor without parameters",
                    e);
        }
    }

    private Method setter(String property) throws CustomClassException {
        List<Method> setters = Arrays.stream(type.getMethods())
                .filter(method -> method.getName().startsWith("set") && method.getParameterCount() == 1)
                .filter(method -> SETTABLE.contains(method.getParameterTypes()[0]))
                .toList();
        List<String> names =
                setters.stream().map(CustomClass::property).distinct().toList();
        return setters.stream()
                .filter(method -> property(method).equals(property))
                .findFirst()
                .orElseThrow(() -> new CustomClassException("the class " + type.getName() + " has no setter for "
                        + property + " that takes a text, a number or a boolean" + NearestName.hint(property, names)));
    }

    private static String property(Method setter) {
        String name = setter.getName().substring("set".length());
        return name.isEmpty() ? "" : Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    private static Object converted(String name, String value, Class<?> wanted) throws CustomClassException {
        String text = value.strip();
        try {
            if (wanted == int.class) {
                return Integer.valueOf(text);
            }
            if (wanted == long.class) {
                return Long.valueOf(text);
            }
            if (wanted == double.class) {
                return Double.valueOf(text);
            }
        } catch (NumberFormatException e) {
            throw new CustomClassException("property " + name + " is '" + value + "'; expected a number", e);
        }
        if (wanted == boolean.class) {
            if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
                throw new CustomClassException("property " + name + " is '" + value + "'; expected true or false");
            }
            return Boolean.valueOf(text);
        }
        return value;
    }
}
