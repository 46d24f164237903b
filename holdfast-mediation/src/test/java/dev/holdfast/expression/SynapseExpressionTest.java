// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.holdfast.message.PropertyValue;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What each operator, root and function of `${...}` gives. `!` stands for: missing, with a warning.
class SynapseExpressionTest {

    private static final String MISSING = "!";
    private static final String JSON = """
            {"name":"John","age":30,"index":1,"expensive":10,"price":12.50,"nothing":null,"flag":true,
             "cars":["Ford","BMW","Fiat","Honda","Lexus","KIA"],"big":5000000000,"a-b":"dashed",
             "payload":{"vars":{"pqr":2}},"text":" Hello World ","array":"[1,2]","wild":"x'y\\\\z",
             "store":{"book":[{"category":"reference","author":"Nigel","price":8.95},
               {"category":"fiction","author":"Herman","isbn":"1","price":8.99},
               {"category":"fiction","author":"JRR Tolkien","isbn":"2","price":22.99}],
               "selected":"fiction"}}""";

    private final ScriptedView view = new ScriptedView()
            .withJson(JSON)
            .withVariable("name", PropertyValue.of("Ann"))
            .withVariable("num1", PropertyValue.of(10))
            .withVariable("num3", new PropertyValue.DoublePrecision(-2.5))
            .withVariable("long", new PropertyValue.LongInt(5_000_000_000L))
            .withVariable("flag", PropertyValue.of(true))
            .withVariable("json", new PropertyValue.Json("{\"store\":{\"a\":[1,2,3]},\"limit\":2,\"key\":\"store\"}"))
            .withVariable("jsonText", PropertyValue.of("{\"a\":\"b\"}"))
            .withVariable("xml", new PropertyValue.Xml("<o><id>7</id><id>8</id></o>"))
            .withVariable("with space", PropertyValue.of("yes"))
            .with(Scope.TRANSPORT, "Content-Type", PropertyValue.of("application/json"))
            .with(Scope.TRANSPORT, "price", PropertyValue.of("400"))
            .with(Scope.TRANSPORT, "zeros", PropertyValue.of("007"))
            .with(Scope.TRANSPORT, "decimal", PropertyValue.of("1.50"))
            .with(Scope.DEFAULT, "phrase", PropertyValue.of("a b c"))
            .with(Scope.DEFAULT, "uri.var.id", PropertyValue.of("42"))
            .with(Scope.DEFAULT, "author", PropertyValue.of("Herman"))
            .with(Scope.AXIS2, "HTTP_SC", PropertyValue.of(500))
            .with(Scope.FUNC, "p", PropertyValue.of("template"))
            .with(Scope.REGISTRY, "conf:/limits.json", PropertyValue.of("{\"max\":5}"))
            .with(Scope.REGISTRY, "conf:/limits.json@owner", PropertyValue.of("ann"));

    private void check(String expression, String expected) {
        Value value = Expressions.read("${" + expression + "}", Map.of()).evaluate(view);
        assertThat(value.isMissing() ? MISSING : value.asText()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "5 + 3 | 8",
                "5 + 3 + -1 | 7",
                "5.5 + 3 | 8.5",
                "5.5 + 3.5 | 9.0",
                "'abc' + \"xyz\" | abcxyz",
                "'abc' + 5 | !",
                "2147483647 + 1 | 2147483648",
                "9223372036854775807 + 1 | !",
                "5 - 30 + 2 - 10 | -33",
                "5.5 - 3.5 | 2.0",
                "5-3 | 2",
                "-5 - -3 | -2",
                "-payload.age | -30",
                "5 * 3 * -2 | -30",
                "5.5 * 3 | 16.5",
                "5.5 * 3.5 | 19.25",
                "vars.num1 * vars.num3 | -25.0",
                "65536 * 65536 | 4294967296",
                "9 / 3 | 3",
                "7 / 2 | 3.5",
                "5 / 2.0 | 2.5",
                "10 / 2 / -2.5 * 2 | -4.0",
                "1.0 / 3 | 0.3",
                "10.00 / 3 | 3.33",
                "2.5 / 2 | 1.3",
                "payload.price / 2 | 6.25",
                "payload.big / 2 | 2500000000",
                "1 / 0 | !",
                "1.5 % 0 | !",
                "10 % 3 | 1",
                "5.5 % 3 | 2.5",
                "5 * 'bla' | !",
                "1 + 2 * 3 | 7",
                "(1 + 2) * 3 | 9",
                "(vars.num1 * vars.num3) - 4 + payload.index | -28.0",
            })
    void arithmetic(String expression, String expected) {
        check(expression, expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "5 == 5 | true",
                "5 == 5.0 | false",
                "-5.3 == -5.3 | true",
                "'5' == 5 | true",
                "true == 'true' | true",
                "'abc' != 'pqr' | true",
                "null == null | true",
                "payload.nothing == null | true",
                "payload.cars == null | false",
                "payload.none == null | !",
                "headers.none == null | true",
                "$.store.book[0] == $.store.book[0] | true",
                "$.store.book[0] != $.store.book[1] | true",
                "5 > 3 | true",
                "-5 > -3.4 | false",
                "5 <= 5.0 | true",
                "5 > 'bla' | !",
                "true >= false | !",
                "5 > null | !",
                "payload.big > 4999999999 | true",
                "headers.price > 399 | true",
                "true and false | false",
                "true && true && false | false",
                "false or true | true",
                "true or payload.none | !",
                "5 and true | !",
                "(5 > 3) and (2 > 1) | true",
                "5 > 3 and 2 > 1 | !",
                "true and false or true | true",
                "false and false or true | false",
                "true ? 'a' : 'b' | a",
                "false ? true : false ? false : true | true",
                "true ? false ? false : true : false | true",
                "5.2 > 5 ? 5 : 4 | 5",
                "'bla' ? 1 : 2 | !",
                "null ? 1 : 2 | !",
                "not(5 > 6) ? 'y' : 'n' | y",
            })
    void comparing_and_choosing(String expression, String expected) {
        check(expression, expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "payload.name | John",
                "payload[\"name\"] | John",
                "payload['name'] | John",
                "payload['a-b'] | dashed",
                "$.name | John",
                "$['name'] | John",
                "payload.price | 12.50",
                "payload.nothing | !",
                "payload.none | !",
                "payload.cars[1] | BMW",
                "payload.cars[-1] | KIA",
                "payload.cars[10] | !",
                "payload.cars[$.index] | BMW",
                "payload.cars[payload.index + 3] | Lexus",
                "payload.cars[$.index,4] | [\"BMW\",\"Lexus\"]",
                "payload.cars[:2] | [\"Ford\",\"BMW\"]",
                "payload.cars[-1:] | [\"KIA\"]",
                "payload.cars[payload.index + 3:] | [\"Lexus\",\"KIA\"]",
                "payload.cars[1:3] | [\"BMW\",\"Fiat\"]",
                "payload.store.book[*].author | [\"Nigel\",\"Herman\",\"JRR Tolkien\"]",
                "payload.store['book'].[0].author | Nigel",
                "$..price | [12.50,8.95,8.99,22.99]",
                "$.store..isbn | [\"1\",\"2\"]",
                "$.store.book[0].* | [\"reference\",\"Nigel\",8.95]",
                "$..none | []",
                "$..book[?(@.isbn)].author | [\"Herman\",\"JRR Tolkien\"]",
                "$..book[?(@.price > $.expensive)].author | [\"JRR Tolkien\"]",
                "$..book[?(@.price > payload.expensive)].author | [\"JRR Tolkien\"]",
                "$..book[?(@.category == payload.store.selected && @.price < 10)].author | [\"Herman\"]",
                "$..book[?(@.category == 'reference' or @.isbn == '2')].author | [\"Nigel\",\"JRR Tolkien\"]",
                "$..book[?(@.author == props.synapse.author)].price | [8.99]",
                "$..book[?(@.price > integer(vars.num1))].author | [\"JRR Tolkien\"]",
                "$..book[?(@.author =~ /.*tolkien/i)].price | [22.99]",
                "$..book[?(@.author =~ /.*tolkien/i or !(@.isbn))].price | [8.95,22.99]",
                "$..book[?(@.category in ['reference'])].author | [\"Nigel\"]",
                "payload.cars.length() | 6",
                "payload.store.book.size() | 3",
                "$..price.max() | 22.99",
                "$..price.min() | 8.95",
                "payload.store.book.first() | {\"category\":\"reference\",\"author\":\"Nigel\",\"price\":8.95}",
                "payload.store.book[0].keys() | [\"category\",\"author\",\"price\"]",
                "payload.payload.vars.pqr | 2",
                "vars.name | Ann",
                "vars['name'] | Ann",
                "vars.[\"name\"] | Ann",
                "vars.\"with space\" | yes",
                "vars.num1 | 10",
                "vars.num3 | -2.5",
                "vars.long + 1 | 5000000001",
                "vars.flag == true | true",
                "vars.json.store.a[1] | 2",
                "vars['json']['store']['a'][1:] | [2,3]",
                "vars.json.store.a[?(@ > vars.json.limit)] | [3]",
                "vars.json.store.a[?(@ > $.index)] | [2,3]",
                "vars.json[vars.json.key].a[0] | 1",
                "vars.jsonText.a | b",
                "vars.num1[0] | !",
                "vars.none | !",
                "vars.xml.id | !",
                "xpath('/id[2]', 'xml') | 8",
                "xpath('//none', 'xml') | !",
                "xpath('count($var:xml/id)') + 1 | 3.0",
                "headers['Content-Type'] | application/json",
                "headers.price + 4 | 404",
                "headers.zeros | 007",
                "headers.decimal | 1.50",
                "headers.none | !",
                "props.synapse.phrase | a b c",
                "properties.synapse['phrase'] | a b c",
                "props.axis2.HTTP_SC + 1 | 501",
                "params.queryParams.q | asked q",
                "params.pathParams.id | 42",
                "params.functionParams.p | template",
                "configs.port | 61616",
                "configs.none | !",
                "[1, 'a', [true], payload.age] | [1,\"a\",[true],30]",
                "[] | []",
                "payload.wild | x'y\\z",
                "$..[?(@.wild == payload.wild)].name | [\"John\"]",
            })
    void roots_and_paths(String expression, String expected) {
        check(expression, expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "length('Lahiru') + 10 | 16",
                "length('') | 0",
                "length([1,2,3]) | 3",
                "length(payload.cars) | 6",
                "length(34) | !",
                "length(null) | !",
                "toUpper(payload.name) | JOHN",
                "toLower('CLIpper') | clipper",
                "toUpper(34) | !",
                "subString('Lahiru', 2) | hiru",
                "subString('Lahiru', 2, 4) | hi",
                "subString('Hello', 5) | ``",
                "subString('Hello', 20) | !",
                "subString('Hello', -2) | !",
                "subString('Hello', 'a') | !",
                "startsWith('Curiosity', 'Curi') | true",
                "startsWith('Curiosity', 34) | !",
                "endsWith('Opportunity', 'unity') | true",
                "contains('Perseverance', 'sever') | true",
                "contains('Perseverance', 'server') | false",
                "trim(payload.text) | Hello World",
                "replace('Hello', 'l', 'p') | Heppo",
                "replace('a.b', '.', '-') | a-b",
                "replace('Hello', 'l', payload.cars) | !",
                "split('Split a,b', '[, ]') | [\"Split\",\"a\",\"b\"]",
                "split(' Moon ', ',') | [\" Moon \"]",
                "split('a', '[') | !",
                "indexOf('Hello World', 'World') | 6",
                "indexOf('Hello World', 'l', 5) | 9",
                "charAt('Hello', 1) | e",
                "charAt('Hello', 100) | !",
                "base64encode('Hello World') | SGVsbG8gV29ybGQ=",
                "base64encode('Hello', 'UTF-8') | SGVsbG8=",
                "base64encode('Hello', 'UTF-99') | !",
                "base64decode('YWRtaW46YWRtaW4=') | admin:admin",
                "base64decode('*') | !",
                "urlEncode('a b&c*') | a%20b%26c%2A",
                "urlDecode('Hello+World%26') | Hello World&",
                "urlDecode('%zz') | !",
                "now() | 1700000000000",
                "formatDateTime(now(), 'yyyy') | 2023",
                "formatDateTime('29/09/1988', 'dd/MM/yyyy', 'yyyy-MM-dd') | 1988-09-29",
                "formatDateTime('29-09-1988', 'dd-MM-yyyy', 'yyyy MMM dd') | 1988 Sep 29",
                "formatDateTime('11-22-33', 'HH-mm-ss', 'HH mm ss') | 11 22 33",
                "formatDateTime('50-22-33', 'HH-mm-ss', 'HH mm ss') | !",
                "formatDateTime(now(), 'qqqqqqqq{') | !",
            })
    void functions_of_texts(String expression, String expected) {
        check(expression, expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "abs(-5) | 5",
                "abs(-5.0) | 5.0",
                "abs(payload.cars) | !",
                "ceil(5.2) | 6.0",
                "ceil(5) | 5",
                "floor(-5.4) | -6.0",
                "sqrt(25) | 5.0",
                "sqrt(-25) | !",
                "log(1) | 0.0",
                "log(0) | !",
                "pow(2, 3) | 8.0",
                "pow(2, -2) | 0.25",
                "pow(10, 1000) | !",
                "round(5.6) | 6",
                "round(-2.5) | -2",
                "round(5.678, 2) | 5.68",
                "round(7, 2) | 7",
                "round(5.6, -1) | !",
                "integer('34') + 1 | 35",
                "integer(34.5) | !",
                "integer('Hello') | !",
                "float(-34) | -34.0",
                "float('12.50') | 12.50",
                "float('x') | !",
                "string(12) + ' Angry Men' | 12 Angry Men",
                "string(payload.store.book[0].price) | 8.95",
                "string([1]) | [1]",
                "string(null) | !",
                "boolean('TRUE') | true",
                "boolean('1') | false",
                "boolean(null) | !",
                "isString('34') | true",
                "isString(34) | false",
                "isNumber(payload.age) && isNumber(vars.num1) | true",
                "isNumber('34') | false",
                "isArray([1]) | true",
                "isArray('[1,{\\\"a\\\":5}]') | true",
                "isArray('Hello') | false",
                "isObject(payload.store) | true",
                "isObject('{\\\"a\\\":1}') | true",
                "isObject(null) | !",
                "object('{\\\"hello\\\":\\\"world\\\"}').hello | world",
                "object('{\\\"hello\\\":\\\"world\\\"}')['hello'] | world",
                "object(34) | !",
                "array('[\\\"Hello\\\",\\\"World\\\"]')[0] | Hello",
                "toUpper(array(payload.cars)[2]) | FIAT",
                "array(payload.array)[1] | 2",
                "exists(payload.name) | true",
                "exists(payload.none) | false",
                "exists(payload.nothing) | false",
                "exists(vars.none) | false",
                "exists(payload.none) ? payload.none : payload.name | John",
                "not(true) | false",
                "not(123) | !",
                "registry('conf:/limits.json') | {\"max\":5}",
                "registry('conf:/limits.json').max + 1 | 6",
                "registry('conf:/none') | !",
                "registry('conf:/limits.json').property('owner') | ann",
                "registry('conf:/limits.json').property('none') | !",
            })
    void functions_of_numbers_and_types(String expression, String expected) {
        check(expression, expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "5 >> 3 | at column 6: expected a value, found '>'",
                "1 + | at column 6: expected a value, found '}'",
                "'abc | column 3: the quoted text that begins here has no end",
                "(1 | expected ')', found '}'",
                "[1, 2 | expected ',' or ']'",
                "payload.cars[1 | expected ']'",
                "payload.store.book[?(@.a == 1 | the filter that begins here has no end",
                "payload.store.book[?@.a] | expected '(' behind the ? of a filter",
                "payload.a.lenght() | did you mean 'length'?",
                "payload..  | expected a name, * or [",
                "pyload.a | did you mean 'payload'?",
                "headers.Content-Type | there is no Type",
                "headers | expected '.' or '[' behind headers",
                "headers[1] | expected a name in quotes",
                "props.axis.x | did you mean 'axis2'?",
                "params.pathParam.x | did you mean 'pathParams'?",
                "toUper('a') | there is no function toUper; did you mean 'toUpper'?",
                "length() | length takes 1 argument, not 0",
                "subString('a') | subString takes 2 to 3 arguments, not 1",
                "now(1) | now takes 0 arguments, not 1",
                "xpath('//a[') | column 3",
                "xpath('//n:a') | n",
                "wso2-vault('x') | wso2-vault(...) is not supported",
                "hashicorp-vault('x','y') | hashicorp-vault(...) is not supported",
                "true ? 1 | expected ':'",
                "1 2 | expected an operator or '}', found '2'",
                "'\\q' | stands for nothing",
                "`` | expected a value, found '}'",
            })
    void what_is_no_expression_is_refused_with_its_place(String expression, String reason) {
        assertThatExceptionOfType(ExpressionSyntaxException.class)
                .isThrownBy(() -> Expressions.read("${" + expression + "}", Map.of()))
                .withMessageContaining(reason);
    }
}
