// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.mediation.Gateway;
import dev.holdfast.transport.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallTemplateMediatorTest {

    private static final String ENVELOPE =
            "<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\">"
                    + "<soapenv:Body><a><b>7</b></a></soapenv:Body></soapenv:Envelope>";
    private static final String SAY_P =
            "<property name=\"%s\" scope=\"transport\" expression=\"concat('[', $func:p, ']')\"/>";

    private final Gateway gateway = new Gateway().withStore("A", 10);

    private Response answer(String mediators) {
        gateway.withProxy(mediators);
        assertThat(gateway.problems()).isEmpty();
        return gateway.post(ENVELOPE);
    }

    private void template(String name, String parameters, String mediators) {
        gateway.with(
                "<template name=\"%s\">%s<sequence>%s</sequence></template>".formatted(name, parameters, mediators));
    }

    private static String call(String name, String value) {
        return "<call-template target=\"%s\"><with-param name=\"p\" value=\"%s\"/></call-template>"
                .formatted(name, value);
    }

    @ParameterizedTest
    @CsvSource({"x, [x]", "{//b}, [7]", "{//none}, [none]", "'', []"})
    void aParameterIsATextOrWhatAnExpressionFindsElseItsDefault(String value, String expected) {
        template("T", "<parameter name=\"p\" defaultValue=\"none\"/>", SAY_P.formatted("was"));
        assertThat(answer(call("T", value) + "<respond/>").headers().first("was"))
                .hasValue(expected);
    }

    @Test
    void aLateExpressionIsEvaluatedWhenTheTemplateAsks() {
        template(
                "T",
                "<parameter name=\"p\"/>",
                SAY_P.formatted("before") + "<property name=\"x\" value=\"2\"/>" + SAY_P.formatted("after"));
        Response answer = answer("<property name=\"x\" value=\"1\"/>" + call("T", "{{$ctx:x}}") + "<respond/>");
        assertThat(answer.headers().first("before")).hasValue("[1]");
        assertThat(answer.headers().first("after")).hasValue("[2]");
    }

    @Test
    void templatesCanCallEachOtherAndEachSeesItsOwnParameters() {
        template("Inner", "<parameter name=\"p\"/>", SAY_P.formatted("inner"));
        template(
                "Outer",
                "<parameter name=\"p\"/>",
                call("Inner", "{{concat($func:p, '!')}}") + SAY_P.formatted("outer"));
        Response answer = answer(call("Outer", "x") + SAY_P.formatted("outside") + "<respond/>");
        assertThat(answer.headers().first("inner")).hasValue("[x!]");
        assertThat(answer.headers().first("outer")).hasValue("[x]");
        assertThat(answer.headers().first("outside")).hasValue("[]");
    }

    @ParameterizedTest
    @CsvSource({"''", "{//none}"})
    void aMandatoryParameterThatIsMissingIsAFaultWithItsOwnCode(String value) {
        template("T", "<parameter name=\"p\" isMandatory=\"true\"/>", "<respond/>");
        gateway.with("<sequence name=\"handler\"><property name=\"code\" scope=\"transport\""
                + " expression=\"$ctx:ERROR_CODE\"/><respond/></sequence>");
        Response answer = answer(
                "<call-template target=\"T\" onError=\"handler\"><with-param name=\"p\" value=\"%s\"/>".formatted(value)
                        + "</call-template>");
        assertThat(answer.headers().first("code")).hasValue("500101");
    }

    @Test
    void theHandlerOfATemplateSeesItsParametersAndThatOfTheCallerDoesNot() {
        gateway.with("<sequence name=\"own\">" + SAY_P.formatted("own") + "<throwError type=\"2\"/></sequence>")
                .with("<sequence name=\"callers\">" + SAY_P.formatted("callers") + "<respond/></sequence>")
                .with("<template name=\"T\" onError=\"own\"><parameter name=\"p\"/><sequence><throwError type=\"1\"/>"
                        + "</sequence></template>");
        Response answer = answer("<sequence onError=\"callers\">" + call("T", "x") + "<drop/></sequence>");
        assertThat(answer.headers().first("own")).hasValue("[x]");
        assertThat(answer.headers().first("callers")).hasValue("[]");
    }

    @Test
    void aCopyThatGoesOnAfterACallLeavesTheTemplateAtItsEnd() {
        template(
                "T",
                "<parameter name=\"p\"/>",
                "<clone><target><sequence><call><endpoint><address uri=\"http://b/\"/></endpoint></call></sequence>"
                        + "</target></clone>" + SAY_P.formatted("inside"));
        answer(call("T", "x") + SAY_P.formatted("outside") + "<store messageStore=\"A\"/>");
        var headers = gateway.stored("A").getFirst().message().headers();
        assertThat(headers.first("inside")).hasValue("[x]");
        assertThat(headers.first("outside")).hasValue("[]");
    }

    @Test
    void aTemplateThatCallsItselfWithoutEndIsAFault() {
        template("T", "<parameter name=\"p\"/>", call("T", "{$func:p}"));
        assertThat(answer(call("T", "x")).status()).isEqualTo(500);
    }

    @Test
    void aTemplateThatEndsTheFlowEndsThatOfItsCaller() {
        template("T", "", "<respond/>");
        Response answer = answer("<call-template target=\"T\"/><store messageStore=\"A\"/>");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(gateway.stored("A")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <call-template/>                                                            | attribute target is missing
            <call-template target="T"><with-param name="a"/></call-template>            | attribute value is missing
            <call-template target="T"><with-para name="a" value="b"/></call-template>   | <with-para> is not supported
            <call-template target="T"><with-param name="a" value="{(}"/></call-template> | cannot
            """)
    void whatCannotBeReadIsReported(String mediator, String expected) {
        gateway.withProxy(mediator);
        assertThat(gateway.problems()).singleElement().asString().contains(expected);
    }

    @Test
    void aTemplateWithoutMediatorsIsAnError() {
        gateway.with("<template name=\"T\"><parameter name=\"a\"/><parameter name=\"a\"/></template>");
        assertThat(gateway.problems())
                .anySatisfy(problem -> assertThat(problem).contains("<sequence> is missing"))
                .anySatisfy(problem -> assertThat(problem).contains("parameter 'a' already"));
    }
}
