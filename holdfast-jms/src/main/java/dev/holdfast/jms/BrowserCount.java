// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jms;

import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import java.util.Enumeration;
import java.util.OptionalLong;

/// Counts by looking through the queue without taking anything. Stateless.
final class BrowserCount {

    /// A broker of ActiveMQ Classic shows no more messages than these to a browser, by default.
    static final int PAGE = 400;

    private BrowserCount() {}

    /// The number of messages, those in somebody's hands included; empty when there may be more than are shown.
    static OptionalLong count(Session session, Queue queue) throws JMSException {
        try (QueueBrowser browser = session.createBrowser(queue)) {
            Enumeration<?> messages = browser.getEnumeration();
            int count = 0;
            while (count < PAGE && messages.hasMoreElements()) {
                messages.nextElement();
                count++;
            }
            return count < PAGE ? OptionalLong.of(count) : OptionalLong.empty();
        }
    }

    /// Whether nothing is shown.
    static boolean isEmpty(Session session, Queue queue) throws JMSException {
        try (QueueBrowser browser = session.createBrowser(queue)) {
            return !browser.getEnumeration().hasMoreElements();
        }
    }
}
