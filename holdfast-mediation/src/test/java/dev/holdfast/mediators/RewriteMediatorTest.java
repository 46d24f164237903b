// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.mediation.Gateway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RewriteMediatorTest {

    private static final String ENVELOPE =
            "<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\">"
                    + "<soapenv:Body><a>7</a></soapenv:Body></soapenv:Envelope>";

    private final Gateway gateway = new Gateway().withStore("A", 100);

    private String rewritten(String rules) {
        gateway.withProxy("<property name=\"in\" value=\"http://me@host:8080/soap/order?a=1#x\"/>"
                + "<rewrite inProperty=\"in\" outProperty=\"out\">" + rules + "</rewrite><store messageStore=\"A\"/>");
        assertThat(gateway.problems()).isEmpty();
        int status = gateway.post(ENVELOPE).status();
        return status == 202
                ? gateway.stored("A")
                        .getLast()
                        .message()
                        .properties()
                        .text("out")
                        .orElse("")
                : Integer.toString(status);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "<action fragment='protocol' value='https'/> | https://me@host:8080/soap/order?a=1#x",
                "<action fragment='host' value='other'/>     | http://me@other:8080/soap/order?a=1#x",
                "<action fragment='port' value='9'/>         | http://me@host:9/soap/order?a=1#x",
                "<action fragment='port' type='remove'/>     | http://me@host/soap/order?a=1#x",
                "<action fragment='user' type='remove'/>     | http://host:8080/soap/order?a=1#x",
                "<action fragment='path' type='append' value='/b'/>   | http://me@host:8080/soap/order/b?a=1#x",
                "<action fragment='path' type='prepend' value='/b'/>  | http://me@host:8080/b/soap/order?a=1#x",
                "<action fragment='path' type='replace' regex='^/soap' value='/rest'/> | http://me@host:8080/rest/order?a=1#x",
                "<action fragment='query' xpath='//a'/>      | http://me@host:8080/soap/order?7#x",
                "<action fragment='ref' type='remove'/>      | http://me@host:8080/soap/order?a=1",
                "<action value='http://new/'/>               | http://new/",
                "<action fragment='port' value='many'/>      | 500",
                "<action fragment='path' value='/a b'/>      | 500"
            })
    void an_action_changes_one_part(String action, String expected) {
        assertThat(rewritten("<rewriterule>" + action + "</rewriterule>")).isEqualTo(expected);
    }

    @Test
    void a_rule_happens_when_its_condition_holds_and_rules_build_on_each_other() {
        assertThat(rewritten(
                        "<rewriterule><condition><equal type=\"property\" source=\"in\" value=\"none\"/></condition>"
                                + "<action value=\"http://wrong/\"/></rewriterule>"
                                + "<rewriterule><action fragment=\"host\" value=\"a\"/></rewriterule>"
                                + "<rewriterule><action fragment=\"host\" type=\"append\" value=\"b\"/></rewriterule>"))
                .isEqualTo("http://me@ab:8080/soap/order?a=1#x");
    }

    @Test
    void without_properties_the_address_of_the_message_is_changed() {
        gateway.withProxy("<rewrite><rewriterule><action value=\"http://there/x\"/></rewriterule></rewrite><send/>");
        gateway.post(ENVELOPE);
        assertThat(gateway.transport().requests().getFirst().target()).hasToString("http://there/x");
    }

    @Test
    void what_is_wrong_is_reported_with_what_was_expected() {
        gateway.withProxy("<rewrite/>")
                .withProxy(
                        "<rewrite><rewriterule><action type=\"ad\" fragment=\"pat\""
                                + " value=\"x\"/><action/><action type=\"replace\" regex=\"(\" value=\"x\"/></rewriterule></rewrite>");
        assertThat(gateway.problems())
                .anyMatch(line -> line.contains("no <rewriterule>"))
                .anyMatch(line -> line.contains("type is 'ad'; expected one of set"))
                .anyMatch(line -> line.contains("fragment is 'pat'") && line.contains("path"))
                .anyMatch(line -> line.contains("neither value nor xpath"))
                .anyMatch(line -> line.contains("regex is no regular expression"));
    }
}
