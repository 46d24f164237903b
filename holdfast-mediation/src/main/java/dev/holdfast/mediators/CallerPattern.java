// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import java.util.Locale;
import java.util.Optional;

/// Which callers a rule of a throttle policy is for.
sealed interface CallerPattern {

    /// Whether it is for the caller.
    ///
    /// @param address the IP address
    /// @param host the name of the host, where it is known
    boolean fits(String address, Optional<String> host);

    /// All that no other rule is for.
    record Others() implements CallerPattern {
        @Override
        public boolean fits(String address, Optional<String> host) {
            return true;
        }
    }

    /// Addresses of IPv4 from the first to the last.
    record Addresses(long first, long last) implements CallerPattern {
        @Override
        public boolean fits(String address, Optional<String> host) {
            Optional<Long> number = number(address);
            return number.isPresent() && number.get() >= first && number.get() <= last;
        }
    }

    /// One address, of whatever kind.
    record Address(String text) implements CallerPattern {
        @Override
        public boolean fits(String address, Optional<String> host) {
            return text.equalsIgnoreCase(address);
        }
    }

    /// A host, or all below a domain.
    ///
    /// @param name in lower case; with a dot before it, all below
    record Domain(String name) implements CallerPattern {
        @Override
        public boolean fits(String address, Optional<String> host) {
            return host.map(text -> text.toLowerCase(Locale.ROOT))
                    .filter(text -> name.startsWith(".") ? text.endsWith(name) : text.equals(name))
                    .isPresent();
        }
    }

    /// Reads `other`, an address, a range of addresses, a host, or a domain such as `*.example.com`.
    ///
    /// @param type IP or DOMAIN
    /// @throws IllegalArgumentException when it is none of them
    static CallerPattern parse(String type, String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("<ID> is empty; expected other, an address, a range or a domain");
        }
        if (text.equalsIgnoreCase("other")) {
            return new Others();
        }
        if (type.equals("DOMAIN")) {
            String name = text.toLowerCase(Locale.ROOT);
            return new Domain(name.startsWith("*.") ? name.substring(1) : name);
        }
        int dash = text.indexOf('-');
        if (dash < 0) {
            return new Address(text);
        }
        Optional<Long> first = number(text.substring(0, dash).strip());
        Optional<Long> last = number(text.substring(dash + 1).strip());
        if (first.isEmpty() || last.isEmpty() || first.get() > last.get()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no range of addresses; expected one such as 10.1.1.1-10.1.1.30");
        }
        return new Addresses(first.get(), last.get());
    }

    private static Optional<Long> number(String address) {
        String[] parts = address.split("\\.", -1);
        long number = 0;
        for (String part : parts) {
            if (parts.length != 4 || !part.matches("\\d{1,3}") || Integer.parseInt(part) > 255) {
                return Optional.empty();
            }
            number = number * 256 + Integer.parseInt(part);
        }
        return Optional.of(number);
    }
}
