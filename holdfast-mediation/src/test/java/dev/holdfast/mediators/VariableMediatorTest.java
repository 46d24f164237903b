// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.mediation.Gateway;
import dev.holdfast.message.Content;
import dev.holdfast.message.Headers;
import dev.holdfast.message.PropertyName;
import dev.holdfast.message.PropertyScope;
import dev.holdfast.message.PropertyValue;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VariableMediatorTest {

    private static final String JSON = "{\"n\":5,\"t\":{\"u\":[1]},\"s\":\"x\",\"no\":\"y\"}";

    private final Gateway gateway = new Gateway().withStore("A", 10);

    private Optional<PropertyValue> variable(String mediators) {
        gateway.withProxy(mediators + "<store messageStore=\"A\"/>");
        assertThat(gateway.problems()).isEmpty();
        assertThat(post()).isEqualTo(202);
        return gateway.stored("A").getLast().message().properties().get(new PropertyName(PropertyScope.VARIABLE, "v"));
    }

    private int post() {
        Headers headers = Headers.of("Content-Type", "application/json");
        return gateway.post("/services/P", headers, Content.ofText(JSON, "application/json"))
                .status();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            value="a"                                     | Text            | a
            type="BOOLEAN" value="true"                   | Bool            | true
            type="INTEGER" expression="json-eval($.n)"    | Int             | 5
            type="LONG" expression="${payload.n + 1}"     | LongInt         | 6
            type="DOUBLE" value="1.5"                     | DoublePrecision | 1.5
            type="JSON" expression="json-eval($.t)"       | Json            | {"u":[1]}
            type="JSON" value='{ "a" : 1 }'               | Json            | {"a":1}
            type="XML" value="&lt;a/&gt;"                 | Xml             | <a/>
            type="XML" expression="json-eval($.t)"        | Xml             | <jsonObject><u>1</u></jsonObject>
            type="STRING" expression="json-eval($.t)"     | Text            | {"u":[1]}
            """)
    void aVariableHasItsTypeAlsoThroughAStore(String attributes, String type, String expected) {
        PropertyValue found =
                variable("<variable name=\"v\" " + attributes + "/>").orElseThrow();
        assertThat(found.getClass().getSimpleName()).isEqualTo(type);
        assertThat(found.asText().replaceAll("<\\?xml-multiple[^>]*>", "")).isEqualTo(expected);
    }

    @Test
    void xmlInsideIsXml() {
        assertThat(variable("<variable name=\"v\"><a xmlns=\"urn:a\"><b/></a></variable>"))
                .hasValue(new PropertyValue.Xml("<a xmlns=\"urn:a\"><b/></a>"));
    }

    @Test
    void aVariableCanBeRemovedNamedByAnExpressionAndReadByExpressions() {
        assertThat(variable("<variable name=\"v\" value=\"1\"/><variable name=\"v\" action=\"remove\"/>"))
                .isEmpty();
        assertThat(variable("<variable name=\"w\" type=\"JSON\" expression=\"json-eval($.t)\"/>"
                        + "<variable name=\"{'v'}\" type=\"INTEGER\" expression=\"${vars.w.u[0]}\"/>"))
                .hasValue(PropertyValue.of(1));
        assertThat(variable("<variable name=\"v\" expression=\"json-eval($.none)\"/>"))
                .isEmpty();
    }

    @Test
    void aValueOfAnotherTypeIsAFault() {
        gateway.withProxy("<variable name=\"v\" type=\"INTEGER\" expression=\"json-eval($.s)\"/><respond/>");
        assertThat(post()).isEqualTo(500);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <variable value="1"/>                               | attribute name is missing
            <variable name="v"/>                                | neither value nor expression
            <variable name="v" value="x" type="INTEGER"/>       | which is no INTEGER
            <variable name="v" value="{" type="JSON"/>          | which is no JSON
            <variable name="v" value="&lt;a" type="XML"/>       | which is no XML
            <variable name="v" value="1" type="SHORT"/>         | type is 'SHORT'
            <variable name="v" value="1" action="sett"/>        | action is 'sett'
            """)
    void whatCannotBeReadIsReported(String mediator, String expected) {
        gateway.withProxy(mediator);
        assertThat(gateway.problems()).singleElement().asString().contains(expected);
    }
}
