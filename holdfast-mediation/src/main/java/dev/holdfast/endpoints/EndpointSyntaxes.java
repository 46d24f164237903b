// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.endpoints;

import dev.holdfast.reading.Syntax;

/// What endpoints may hold: by this they are checked, and the reference page is made from it.
final class EndpointSyntaxes {

    static final Syntax ENDPOINT = Syntax.of(
                    "endpoint",
                    "Where messages are sent: an artifact of its own, or inside a mediator, a proxy or a group.")
            .optional("name", "", "required for an artifact; logs show it")
            .optional(
                    "key",
                    "",
                    "another endpoint, an endpoint in a local entry or in the registry; looked up for each message")
            .optional("key-expression", "", "finds the key in the message")
            .optional("template", "", "the template that it is made of; with parameter children")
            .optional("uri", "", "what $uri stands for in the template")
            .optional("onError", "", "the sequence that handles failures of the endpoint, before all others")
            .child("address", "one address")
            .child("http", "one address with variables, called as REST")
            .child("default", "the address in the message")
            .child("wsdl", "the address that a WSDL gives")
            .child("failover", "the first of several that is ready")
            .child("loadbalance", "several in turn")
            .child("recipientlist", "several at once")
            .child("session", "beside loadbalance: one child for each session")
            .child("property", "set on the message before it is sent")
            .child("parameter", "a value for the template")
            .differs("A key that names nothing is an error at deployment; at run time, after an expression, it is error"
                    + " 305100.");

    static final Syntax ADDRESS = qualities(Syntax.of("address", "Sends to one address."))
            .required(
                    "uri",
                    "http or https; ${p} is replaced by the property p of the message, if it has one, and an"
                            + " expression such as ${vars.host} by its value")
            .optional("format", "as received", "how the message is written: soap11, soap12, pox, rest, get")
            .optional("encoding", "UTF-8", "character set of what is written");

    static final Syntax HTTP = qualities(Syntax.of(
                    "http",
                    "Sends to an address with variables, without a SOAP envelope. GET, DELETE, HEAD and OPTIONS"
                            + " have no body."))
            .required(
                    "uri-template",
                    "RFC 6570, over the properties uri.var.NAME and query.param.NAME; expressions as"
                            + " ${...}. A variable at its very beginning is not encoded")
            .optional("method", "that of the message", "the method of HTTP")
            .optional("version", "1.1", "1.1")
            .child("authentication", "basicAuth or oauth");

    static final Syntax DEFAULT = qualities(Syntax.of("default", "Sends to the address in the message: its To."))
            .optional("format", "as received", "as of address")
            .optional("encoding", "UTF-8", "as of address");

    static final Syntax WSDL = qualities(Syntax.of(
                    "wsdl",
                    "Sends to the address that a WSDL gives. The WSDL is read at deployment: from uri, or from"
                            + " the element inside."))
            .required("service", "name of the service")
            .required("port", "name of its port")
            .optional(
                    "uri", "the WSDL inside", "of the WSDL: file:PATH, or the key of a local entry or of the registry")
            .optional("format", "as received", "as of address")
            .optional("encoding", "UTF-8", "as of address")
            .holding(Syntax.Contents.ANYTHING)
            .differs("A WSDL is not loaded over the network: put it into a local entry or a file.");

    static final Syntax FAILOVER = Syntax.of(
                    "failover", "Sends to the first endpoint that is ready; when it fails, to the next.")
            .optional("dynamic", "true", "false: stays with the one that took the last message, until it fails")
            .inert("buildMessage")
            .child("endpoint", "one or more")
            .differs("The error that is reported when all have failed is that of the last.");

    static final Syntax LOAD_BALANCE = Syntax.of(
                    "loadbalance", "Sends to its endpoints in turn, among those that are" + " ready.")
            .optional("policy", "roundRobin", "roundRobin")
            .optional(
                    "algorithm",
                    "",
                    "org.apache.synapse.endpoints.algorithms.RoundRobin or .WeightedRoundRobin: as"
                            + " many in a row as the property loadbalance.weight of a child says")
            .optional("failover", "true", "whether another is tried after one that failed")
            .inert("buildMessage")
            .child("endpoint", "one or more; or member")
            .child("member", "a host; the path is that of the message's To")
            .differs(
                    "A member that failed is suspended as any endpoint. Upstream tries to connect to it every 500 ms.");

    static final Syntax RECIPIENT_LIST = Syntax.of(
                    "recipientlist",
                    "Sends a copy to each of its endpoints. The client" + " is answered when all of them have ended.")
            .child("endpoint", "one or more; or member, or endpoints")
            .child("member", "a host; the path is that of the message's To")
            .child("endpoints", "addresses out of the message")
            .differs("A recipient that is suspended or fails is a failure of its copy, which the error handlers get;"
                    + " the other copies go on. Upstream leaves out what is suspended, so that its copy is lost.")
            .differs("It cannot be the target of a message processor: a store and a processor for each recipient keep"
                    + " what each has still to get.");

    static final Syntax RECIPIENTS = Syntax.of("endpoints", "Recipients whose addresses are in the message.")
            .required("value", "{expression} that gives addresses with commas between")
            .optional("max-cache", "20", "of how many addresses the state is remembered");

    static final Syntax MEMBER = Syntax.of("member", "A host of a group.")
            .required("hostName", "name or address")
            .optional("httpPort", "", "port for messages that came by http; one of both ports is required")
            .optional("httpsPort", "", "port for messages that came by https");

    static final Syntax SESSION = Syntax.of("session", "Keeps each session with one child of a loadbalance.")
            .required("type", "http: by the cookie JSESSIONID that the child has set")
            .child("sessionTimeout", "milliseconds after which a session is forgotten; 600000")
            .differs("soap and simpleClientSession are not supported.");

    static final Syntax TIMEOUT = Syntax.of("timeout", "How long an endpoint may take.")
            .child("duration", "milliseconds, or {expression}; without it the setting endpoint.timeout, 120 s")
            .child("responseAction", "fault: error 101504. never: the same. discard: the same, with a warning")
            .child("action", "older name of responseAction")
            .differs("It is kept exactly; upstream looks every 15 s, and never tells the client.");

    static final Syntax SUSPEND = Syntax.of(
                    "suspendOnFailure", "When an endpoint is suspended at once, and for how long.")
            .child(
                    "errorCodes",
                    "codes with commas between, -1 for none; without it all but those of" + " markForSuspension")
            .child("initialDuration", "milliseconds, or {expression}; 30000")
            .child("progressionFactor", "each further suspension is so many times as long; 1.0")
            .child("maximumDuration", "milliseconds; no limit");

    static final Syntax MARK = Syntax.of("markForSuspension", "When an endpoint is tried again before it is suspended.")
            .child("errorCodes", "codes with commas between; 101504,101505")
            .child("retriesBeforeSuspension", "how often; 0")
            .child("retryDelay", "milliseconds, or {expression}, to the next try; 0");

    static final Syntax RETRY = Syntax.of("retryConfig", "After which failures its group may try another endpoint.")
            .child("disabledErrorCodes", "never after these")
            .child("enabledErrorCodes", "only after these; one of both");

    static final Syntax ADDRESSING = Syntax.of(
                    "enableAddressing", "Adds the WS-Addressing headers To, Action, MessageID and ReplyTo to SOAP.")
            .optional("version", "final", "final or submission");

    static final Syntax BASIC = Syntax.of("basicAuth", "Name and password in each request.")
            .child("username", "text or {expression}")
            .child("password", "text or {expression}");

    static final Syntax AUTHENTICATION = Syntax.of("authentication", "How the back end is told who sends.")
            .child("basicAuth", "a name and a password")
            .child("oauth", "a token");

    static final Syntax OAUTH = Syntax.of("oauth", "A token of OAuth 2.0 in each request.")
            .child("clientCredentials", "a token for the client itself")
            .child("passwordCredentials", "a token for a person: username and password")
            .child("authorizationCode", "a token by a refreshToken")
            .differs(
                    "After an answer 401 the token is got anew, and the message sent once more with the same append id:"
                            + " the back end has refused it before.")
            .differs("A proxy server (proxyConfigs) is not supported.");

    static final Syntax GRANT = Syntax.of(
                    "clientCredentials",
                    "How a token is got; passwordCredentials and" + " authorizationCode hold the same and more.")
            .child("clientId", "text or {expression}")
            .child("clientSecret", "text or {expression}")
            .child("tokenUrl", "http or https")
            .child("username", "of passwordCredentials")
            .child("password", "of passwordCredentials")
            .child("refreshToken", "of authorizationCode, required")
            .child("authMode", "header: id and secret in Authorization. payload: in the form. Default: header")
            .child("scope", "the scope that is asked for")
            .child("requestParameters", "parameter elements with a name: more of the form")
            .child("customHeaders", "header elements with a name: more header fields")
            .child("connectionTimeout", "milliseconds; the three times are added up, 30 s without any")
            .child("connectionRequestTimeout", "milliseconds")
            .child("socketTimeout", "milliseconds")
            .child("useGlobalConnectionTimeoutConfigs", "accepted without effect")
            .child("useGlobalProxyConfigs", "false");

    static final Syntax TEMPLATE = Syntax.of("template", "With an endpoint inside: a pattern for endpoints.")
            .required("name", "of the template")
            .child("parameter", "a name that stands as $NAME in the endpoint; $name and $uri are known")
            .child("endpoint", "the pattern");

    private EndpointSyntaxes() {}

    private static Syntax qualities(Syntax syntax) {
        return syntax.optional("optimize", "", "not supported")
                .child("timeout", "how long it may take")
                .child("suspendOnFailure", "when it is suspended")
                .child("markForSuspension", "when it is tried again first")
                .child("suspendDurationOnFailure", "older form: seconds")
                .child("retryConfig", "after which failures a group tries another")
                .child("enableAddressing", "adds WS-Addressing headers");
    }
}
