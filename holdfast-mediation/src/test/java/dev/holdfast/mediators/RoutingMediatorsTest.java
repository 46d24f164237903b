// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.mediation.Gateway;
import dev.holdfast.message.Content;
import dev.holdfast.message.Headers;
import dev.holdfast.transport.Response;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutingMediatorsTest {

    private static final String ENVELOPE =
            "<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\">"
                    + "<soapenv:Body><a><b>7</b></a></soapenv:Body></soapenv:Envelope>";

    private final Gateway gateway = new Gateway().withStore("A", 10);

    private static String say(String what) {
        return "<property name=\"was\" scope=\"transport\" value=\"%s\"/>".formatted(what);
    }

    private Response answer(String mediators) {
        gateway.withProxy(mediators);
        assertThat(gateway.problems()).isEmpty();
        return gateway.post(ENVELOPE, "X-Kind", "gold");
    }

    private String was(String mediators) {
        return answer(mediators + "<respond/>").headers().first("was").orElse("");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            xpath="//b = 7"                      | then
            xpath="//b"                          | then
            xpath="//c"                          | else
            xpath="//b &gt; 7"                   | else
            source="$trp:X-Kind" regex="go.*"    | then
            source="$trp:X-Kind" regex="go"      | else
            source="$trp:X-None" regex=".*"      | else
            """)
    void aFilterTakesOneWayOrTheOther(String condition, String expected) {
        assertThat(was("<filter %s><then>%s</then><else>%s</else></filter>"
                        .formatted(condition, say("then"), say("else"))))
                .isEqualTo(expected);
    }

    @Test
    void aFilterWithoutThenRunsWhatIsInsideAndElseJustGoesOn() {
        assertThat(was("<filter xpath=\"//b\">" + say("in") + "</filter>")).isEqualTo("in");
        assertThat(was("<filter xpath=\"//c\">" + say("in") + "</filter>")).isEmpty();
    }

    @Test
    void theWaysOfAFilterCanBeNamedAndEndTheFlow() {
        gateway.with("<sequence name=\"no\">" + say("no") + "<respond/></sequence>");
        assertThat(was("<filter xpath=\"//c\"><then/><else sequence=\"no\"/></filter>" + say("after")))
                .isEqualTo("no");
        assertThat(was("<filter xpath=\"//b\"><then/><else sequence=\"no\"/></filter>" + say("after")))
                .isEqualTo("after");
    }

    @ParameterizedTest
    @CsvSource({"$trp:X-Kind, gold", "//b, number", "$trp:X-None, other", "'x', other"})
    void aSwitchTakesTheFirstCaseThatFits(String source, String expected) {
        assertThat(was("""
                        <switch source="%s"><case regex="gol">%s</case><case regex="g.*d">%s</case>\
                        <case regex="\\d+">%s</case><case regex=".*\\d">%s</case><default>%s</default></switch>""".formatted(source, say("part"), say("gold"), say("number"), say("late"), say("other"))))
                .isEqualTo(expected);
    }

    @Test
    void aSwitchInWhichNothingFitsGoesOnAndACaseCanEndTheFlow() {
        assertThat(was("<switch source=\"//b\"><case regex=\"x\"/></switch>" + say("after")))
                .isEqualTo("after");
        assertThat(was("<switch source=\"//b\"><case regex=\"7\">" + say("case") + "<respond/></case></switch>"
                        + say("after")))
                .isEqualTo("case");
    }

    @Test
    void inIsForRequestsAndOutForResponses() {
        assertThat(was("<in>" + say("in") + "</in><out>" + say("out") + "</out>"))
                .isEqualTo("in");
        assertThat(was("<property name=\"RESPONSE\" value=\"true\"/><in>" + say("in") + "</in><out>" + say("out")
                        + "</out>"))
                .isEqualTo("out");
    }

    @Test
    void throwErrorGoesToTheNearestHandlerWithItsWords() {
        gateway.with("<sequence name=\"outer\">" + say("outer") + "<respond/></sequence>")
                .with(
                        "<sequence name=\"inner\"><property name=\"code\" scope=\"transport\" expression=\"$ctx:ERROR_CODE\"/>"
                                + "<property name=\"text\" scope=\"transport\" expression=\"$ctx:ERROR_MESSAGE\"/><respond/>"
                                + "</sequence>");
        Response answer = answer("<sequence onError=\"outer\"><sequence onError=\"inner\">"
                + "<throwError type=\"ORDER\" errorMessage=\"{concat('no ', //b)}\"/></sequence></sequence>");
        assertThat(answer.headers().first("code")).hasValue("ORDER");
        assertThat(answer.headers().first("text")).hasValue("no 7");
        assertThat(answer.headers().first("was")).isEmpty();
        assertThat(answer("<throwError type=\"X\"/>").status()).isEqualTo(500);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <match type="header" source="x-kind" regex="g.*"/>                        | true
            <match source="X-Kind" regex="g"/>                                        | false
            <equal type="header" source="X-Kind" value="GOLD"/>                       | true
            <exist type="header" source="X-None"/>                                    | false
            <not><exists type="header" source="X-None"/></not>                        | true
            <and><exists source="X-Kind"/><exists source="X-None"/></and>             | false
            <or><exists source="X-Kind"/><exists source="X-None"/></or>               | true
            <equal type="url" source="path" value="/services/P"/>                     | true
            <match type="url" regex="/services/.*"/>                                  | true
            <equal type="param" source="q" value="1"/>                                | false
            <equal type="property" source="proxy.name" value="P"/>                    | true
            <equal type="soap" source="//b" value="7"/>                               | true
            """)
    void aRouteIsTakenWhenItsConditionHolds(String condition, boolean taken) {
        String router = "<conditionalRouter continueAfter=\"true\"><conditionalRoute><condition>" + condition
                + "</condition><target><sequence>" + say("taken") + "</sequence></target></conditionalRoute>"
                + "</conditionalRouter>";
        assertThat(was(router)).isEqualTo(taken ? "taken" : "");
    }

    @Test
    void aParameterOfTheQueryIsAConditionToo() {
        gateway.withProxy("<conditionalRouter><conditionalRoute><condition><equal type=\"param\" source=\"q\""
                + " value=\"1 2\"/></condition><target><sequence>" + say("q")
                + "<respond/></sequence></target></conditionalRoute></conditionalRouter>");
        Response answer = gateway.handle("GET", "/services/P", "a=b&q=1%202", Headers.empty(), Content.empty());
        assertThat(answer.headers().first("was")).hasValue("q");
    }

    @Test
    void aRouterEndsAfterTheFirstRouteAndTheFlowWithIt() {
        String route = "<conditionalRoute breakRoute=\"%s\"><condition><exists source=\"X-Kind\"/></condition>"
                + "<target><sequence><store messageStore=\"A\"/></sequence></target></conditionalRoute>";
        answer("<conditionalRouter>" + route.formatted("true") + route.formatted("true")
                + "</conditionalRouter><store messageStore=\"A\"/>");
        assertThat(gateway.stored("A")).hasSize(1);
        answer("<conditionalRouter continueAfter=\"true\">" + route.formatted("false") + route.formatted("true")
                + "</conditionalRouter><store messageStore=\"A\"/>");
        assertThat(gateway.stored("A")).hasSize(4);
    }

    @Test
    void anAsynchronousRouteGetsACopy() {
        assertThat(was("<conditionalRouter continueAfter=\"true\"><conditionalRoute asynchronous=\"true\"><condition>"
                        + "<exists source=\"X-Kind\"/></condition><target><sequence>" + say("copy")
                        + "<store messageStore=\"A\"/></sequence></target></conditionalRoute></conditionalRouter>"))
                .isEmpty();
        assertThat(gateway.stored("A").getFirst().message().headers().first("was"))
                .hasValue("copy");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <sequence key="Endless"/>
            <store messageStore="A" sequence="Endless"/>
            <conditionalRouter><conditionalRoute><condition><exists source="X-Kind"/></condition><target sequence="Endless"/></conditionalRoute></conditionalRouter>
            <clone sequential="true"><target sequence="Endless"/></clone>
            """)
    void whatCallsItselfWithoutEndIsAFault(String mediator) {
        gateway.with("<sequence name=\"Endless\">" + mediator + "</sequence>");
        assertThat(answer("<sequence key=\"Endless\"/>").status()).isEqualTo(500);
    }

    @Test
    void anOutSequenceThatSendsWithoutEndIsAFault() {
        gateway.withProxy(
                "<send><endpoint><address uri=\"http://b/\"/></endpoint></send>",
                "<outSequence><send><endpoint><address uri=\"http://b/\"/></endpoint></send></outSequence>");
        assertThat(gateway.post(ENVELOPE).status()).isEqualTo(500);
        assertThat(gateway.transport().requests().size()).isLessThan(110);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <filter/>                                            | needs either xpath, or source and regex
            <filter xpath="//a" source="//b" regex="x"/>         | needs either xpath, or source and regex
            <filter source="//b" regex="("/>                     | attribute regex is no regular expression
            <filter source="//b"/>                               | attribute regex is missing
            <filter xpath="//b"><else/></filter>                 | <else> without <then>
            <filter xpath="//b"><then/><log/></filter>           | <log> is not supported in <filter>
            <switch source="//b"/>                               | neither <case> nor <default>
            <switch source="//b"><case/></switch>                | attribute regex is missing
            <switch source="//b"><cas regex="a"/><default/></switch> | did you mean 'case'?
            <throwError/>                                        | attribute type is missing
            <conditionalRouter/>                                 | no <conditionalRoute>
            <sequence/>                                          | needs the attribute key
            """)
    void whatCannotBeReadIsReported(String mediator, String expected) {
        gateway.withProxy(mediator);
        assertThat(gateway.problems()).singleElement().asString().contains(expected);
    }

    @Test
    void conditionsThatCannotBeReadAreReportedTogether() {
        gateway.withProxy("<conditionalRouter><conditionalRoute><condition><and><mach source=\"a\"/>"
                + "<equal type=\"heade\" source=\"a\" value=\"b\"/></and></condition><target sequence=\"x\"/>"
                + "</conditionalRoute></conditionalRouter>");
        List<String> problems = gateway.problems();
        assertThat(problems).hasSize(2);
        assertThat(problems.get(0)).contains("did you mean 'match'?");
        assertThat(problems.get(1)).contains("did you mean 'header'?");
    }
}
