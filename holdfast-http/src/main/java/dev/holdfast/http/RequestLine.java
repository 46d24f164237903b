// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.http;

import dev.holdfast.http.RequestHead.Version;

/// The first line of a request (RFC 9112, section 3).
///
/// @param method a token
/// @param path of the target, as sent; `*` of a request that is for the server as a whole
/// @param query of the target, as sent
/// @param version of HTTP; a later one of the same generation counts as 1.1
record RequestLine(String method, String path, String query, Version version) {

    private static final String PROTOCOL = "HTTP/";
    private static final int VERSION_LENGTH = PROTOCOL.length() + 3;

    static RequestLine parse(String line) throws RefusedException {
        int first = line.indexOf(' ');
        int last = line.lastIndexOf(' ');
        if (first < 1 || last == first) {
            throw malformed();
        }
        String method = line.substring(0, first);
        String target = line.substring(first + 1, last);
        Version version = version(line.substring(last + 1));
        if (!Token.isToken(method)) {
            throw malformed();
        }
        return split(method, withoutAuthority(target), version);
    }

    private static RequestLine split(String method, String target, Version version) throws RefusedException {
        requirePrintable(target);
        int mark = target.indexOf('?');
        String path = mark < 0 ? target : target.substring(0, mark);
        String query = mark < 0 ? "" : target.substring(mark + 1);
        return new RequestLine(method, path, query, version);
    }

    /// A target may be a whole URI, as for a proxy; what counts is its path.
    private static String withoutAuthority(String target) throws RefusedException {
        if (target.startsWith("/") || target.equals("*")) {
            return target;
        }
        if (!startsWithScheme(target, "http://") && !startsWithScheme(target, "https://")) {
            throw malformed();
        }
        int authority = target.indexOf("//") + 2;
        for (int i = authority; i < target.length(); i++) {
            char c = target.charAt(i);
            if (c == '/') {
                return target.substring(i);
            }
            if (c == '?') {
                return "/" + target.substring(i);
            }
        }
        return "/";
    }

    private static boolean startsWithScheme(String target, String scheme) {
        return target.regionMatches(true, 0, scheme, 0, scheme.length());
    }

    private static void requirePrintable(String target) throws RefusedException {
        for (int i = 0; i < target.length(); i++) {
            char c = target.charAt(i);
            if (c <= ' ' || c == 0x7F) {
                throw malformed();
            }
        }
    }

    private static Version version(String text) throws RefusedException {
        if (text.length() != VERSION_LENGTH || !text.startsWith(PROTOCOL) || text.charAt(6) != '.') {
            throw malformed();
        }
        char major = text.charAt(5);
        char minor = text.charAt(7);
        if (!isDigit(major) || !isDigit(minor)) {
            throw malformed();
        }
        if (major != '1') {
            throw new RefusedException(Refusal.UNKNOWN_VERSION);
        }
        return minor == '0' ? Version.HTTP_1_0 : Version.HTTP_1_1;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static RefusedException malformed() {
        return new RefusedException(Refusal.MALFORMED);
    }
}
