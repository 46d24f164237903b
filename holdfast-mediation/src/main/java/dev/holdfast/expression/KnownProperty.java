// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.expression;

import java.util.Locale;

/// The properties of a message that mean something to Synapse, and what becomes of each here. The page
/// `docs/reference/properties.md` is made of it.
public enum KnownProperty {
    OUT_ONLY(
            "OUT_ONLY",
            Scope.DEFAULT,
            "`true`: send and call expect no response",
            Support.differs(
                    "the text and the Boolean count, in any case; an answer with an error status is a failure")),
    RESPONSE(
            "RESPONSE",
            Scope.DEFAULT,
            "`true`: the message is a response from now on, so that send answers the client",
            Support.FULL),
    FORCE_SC_ACCEPTED(
            "FORCE_SC_ACCEPTED",
            Scope.AXIS2,
            "`true`: answer 202 when the flow of the request has ended",
            Support.differs("only when nothing failed, or what failed was handled")),
    IGNORE_SC_ACCEPTED(
            "IGNORE_SC_ACCEPTED",
            Scope.AXIS2,
            "how a 202 of a back end is taken",
            Support.none("a 202 is an answer like any other")),
    SC_ACCEPTED(
            "SC_ACCEPTED",
            Scope.AXIS2,
            "marks the answer that stands for a 202",
            Support.none("there is no such answer")),
    HTTP_SC("HTTP_SC", Scope.AXIS2, "status of the answer to the client; after a call, of the back end", Support.FULL),
    HTTP_SC_DESC(
            "HTTP_SC_DESC",
            Scope.AXIS2,
            "the phrase beside the status",
            Support.differs("a text that cannot stand there is left out")),
    FAULTS_AS_HTTP_200("FAULTS_AS_HTTP_200", Scope.AXIS2, "`true`: SOAP faults are answered with 200", Support.FULL),
    NO_ENTITY_BODY(
            "NO_ENTITY_BODY",
            Scope.AXIS2,
            "`true`: no body is sent, in requests and answers",
            Support.differs("the text counts as well as the Boolean; the message keeps its body")),
    MESSAGE_TYPE(
            "messageType",
            Scope.AXIS2,
            "the media type as which the body is written; sets ContentType too",
            Support.FULL),
    CONTENT_TYPE("ContentType", Scope.AXIS2, "the Content-Type of what is sent", Support.FULL),
    CHARACTER_SET_ENCODING(
            "CHARACTER_SET_ENCODING",
            Scope.AXIS2,
            "the character set of what is sent",
            Support.differs(
                    "also of a body in which nothing changed; what the character set does not have is escaped in XML and JSON, and elsewhere a failure")),
    SET_CHARACTER_ENCODING(
            "setCharacterEncoding", Scope.AXIS2, "`false`: the Content-Type has no charset", Support.FULL),
    REST_URL_POSTFIX(
            "REST_URL_POSTFIX",
            Scope.AXIS2,
            "what is added to the address of an endpoint when the message is not SOAP",
            Support.FULL),
    HTTP_METHOD(
            "HTTP_METHOD",
            Scope.AXIS2,
            "method of the request, and of the next one when the message is not SOAP",
            Support.FULL),
    TRANSPORT_HEADERS(
            "TRANSPORT_HEADERS",
            Scope.AXIS2,
            "removing it removes all header fields",
            Support.differs("cannot be read or set as a whole")),
    EXCESS_TRANSPORT_HEADERS(
            "EXCESS_TRANSPORT_HEADERS",
            Scope.AXIS2,
            "header fields that occur more than once",
            Support.none("repeated header fields are kept as they are")),
    POST_TO_URI(
            "POST_TO_URI",
            Scope.AXIS2,
            "`true`: the request line has the whole address",
            Support.none("requests are made to the receiver itself, not to a proxy")),
    FULL_URI("FULL_URI", Scope.AXIS2, "`true`: as POST_TO_URI", Support.none("as POST_TO_URI")),
    REQUEST_HOST_HEADER(
            "REQUEST_HOST_HEADER", Scope.AXIS2, "the Host of a request, in place of that of its address", Support.FULL),
    DISABLE_CHUNKING(
            "DISABLE_CHUNKING", Scope.AXIS2, "`true`: the length is sent beforehand", Support.none("it always is")),
    FORCE_HTTP_CONTENT_LENGTH(
            "FORCE_HTTP_CONTENT_LENGTH",
            Scope.AXIS2,
            "`true`: the length is sent beforehand",
            Support.none("it always is")),
    COPY_CONTENT_LENGTH_FROM_INCOMING(
            "COPY_CONTENT_LENGTH_FROM_INCOMING",
            Scope.AXIS2,
            "`true`: the length that came is sent",
            Support.none("the length is always that of the body")),
    FORCE_HTTP_1_0(
            "FORCE_HTTP_1.0",
            Scope.AXIS2,
            "`true`: speak HTTP/1.0",
            Support.none("HTTP/1.1 is spoken, with the length of each body")),
    NO_KEEPALIVE(
            "NO_KEEPALIVE",
            Scope.AXIS2,
            "`true`: one connection for each request",
            Support.none("connections are kept, and never used again after one failed")),
    FORCE_POST_PUT_NOBODY(
            "FORCE_POST_PUT_NOBODY", Scope.AXIS2, "`true`: POST, PUT and PATCH are sent without a body", Support.FULL),
    ENABLE_MTOM(
            "ENABLE_MTOM",
            Scope.AXIS2,
            "attachments of SOAP by MTOM",
            Support.none("the parts of such a message are not taken apart; untouched, it goes on as it came")),
    ENABLE_SWA("ENABLE_SWA", Scope.AXIS2, "attachments of SOAP", Support.none("as ENABLE_MTOM")),
    DECODE_MULTIPART_DATA(
            "DECODE_MULTIPART_DATA",
            Scope.AXIS2,
            "`true`: files of a form are decoded when it is read",
            Support.none("forms are read when something looks inside, with files in Base64")),
    NO_DEFAULT_CONTENT_TYPE(
            "NoDefaultContentType",
            Scope.AXIS2,
            "`true`: what has no Content-Type gets none",
            Support.none("what has none never gets one")),
    PRESERVE_WS_ADDRESSING(
            "PRESERVE_WS_ADDRESSING",
            Scope.DEFAULT,
            "`true`: WS-Addressing headers of a message are kept",
            Support.none("they always are")),
    PRESERVE_PROCESSED_HEADERS(
            "preserveProcessedHeaders",
            Scope.DEFAULT,
            "`true`: SOAP headers that were processed are kept",
            Support.none("all are kept")),
    DISABLE_ADDRESSING_FOR_OUT_MESSAGES(
            "disableAddressingForOutMessages",
            Scope.AXIS2,
            "`true`: no WS-Addressing headers are added",
            Support.none("none are added")),
    TO("To", Scope.DEFAULT, "where the message goes; set with the header mediator", Support.FULL),
    FROM("From", Scope.DEFAULT, "where it comes from; set with the header mediator", Support.FULL),
    ACTION("Action", Scope.DEFAULT, "the action of SOAP; set with the header mediator", Support.FULL),
    REPLY_TO("ReplyTo", Scope.DEFAULT, "set with the header mediator", Support.FULL),
    FAULT_TO("FaultTo", Scope.DEFAULT, "set with the header mediator", Support.FULL),
    RELATES_TO("RelatesTo", Scope.DEFAULT, "set with the header mediator", Support.FULL),
    MESSAGE_ID("MessageID", Scope.DEFAULT, "read: the id of the message", Support.FULL),
    SYSTEM_TIME("SYSTEM_TIME", Scope.DEFAULT, "read: milliseconds since 1970", Support.FULL),
    SYSTEM_DATE(
            "SYSTEM_DATE",
            Scope.DEFAULT,
            "read: the date; get-property takes its format as one more argument",
            Support.FULL),
    MESSAGE_FORMAT("MESSAGE_FORMAT", Scope.DEFAULT, "read: soap11, soap12, pox, get, json", Support.FULL),
    OPERATION_NAME("OperationName", Scope.DEFAULT, "read: local name of the payload", Support.FULL),
    OPERATION_NAMESPACE("OperationNamespace", Scope.DEFAULT, "read: namespace of the payload", Support.FULL),
    FAULT("FAULT", Scope.DEFAULT, "read: TRUE when the body is a SOAP fault", Support.FULL),
    IS_CLIENT_DOING_REST("IsClientDoingREST", Scope.DEFAULT, "read: whether the request was no SOAP", Support.FULL),
    IS_CLIENT_DOING_SOAP11(
            "IsClientDoingSOAP11", Scope.DEFAULT, "read: whether the request was SOAP 1.1", Support.FULL),
    TRANSPORT_IN_NAME("TRANSPORT_IN_NAME", Scope.DEFAULT, "read: http or https", Support.FULL),
    PROXY_NAME("proxy.name", Scope.DEFAULT, "read: the proxy that took the request", Support.FULL),
    REMOTE_ADDR("REMOTE_ADDR", Scope.AXIS2, "read: address of the client", Support.FULL),
    REMOTE_HOST("REMOTE_HOST", Scope.AXIS2, "read: address of the client", Support.differs("no name is looked up")),
    SYNAPSE_REST_API("SYNAPSE_REST_API", Scope.DEFAULT, "read: the API that took the request", Support.FULL),
    SYNAPSE_REST_API_VERSION("SYNAPSE_REST_API_VERSION", Scope.DEFAULT, "read: its version", Support.FULL),
    SYNAPSE_RESOURCE("SYNAPSE_RESOURCE", Scope.DEFAULT, "read: the pattern of its resource", Support.FULL),
    REST_URL_PATTERN("rest.url.pattern", Scope.DEFAULT, "read: as SYNAPSE_RESOURCE", Support.FULL),
    REST_API_CONTEXT("REST_API_CONTEXT", Scope.DEFAULT, "read: the context of the API", Support.FULL),
    REST_METHOD("REST_METHOD", Scope.DEFAULT, "read: method of the request", Support.FULL),
    REST_FULL_REQUEST_PATH("REST_FULL_REQUEST_PATH", Scope.DEFAULT, "read: path and query", Support.FULL),
    REST_SUB_REQUEST_PATH("REST_SUB_REQUEST_PATH", Scope.DEFAULT, "read: what follows the context", Support.FULL),
    REST_URL_PREFIX("REST_URL_PREFIX", Scope.DEFAULT, "read: scheme and host", Support.FULL),
    URI_VAR_NAME("uri.var.NAME", Scope.DEFAULT, "read: variable of the template", Support.FULL),
    QUERY_PARAM_NAME("query.param.NAME", Scope.DEFAULT, "read: parameter of the query", Support.FULL),
    SERVER_IP("SERVER_IP", Scope.DEFAULT, "read: the address that the client connected to", Support.FULL),
    SERVICE_PREFIX("SERVICE_PREFIX", Scope.AXIS2, "read: the address of the services", Support.none("not set")),
    TRANSPORT_IN_URL("TransportInURL", Scope.AXIS2, "read: path and query of the request", Support.FULL),
    ERROR_CODE("ERROR_CODE", Scope.DEFAULT, "read: what failed, as a number", Support.FULL),
    ERROR_MESSAGE("ERROR_MESSAGE", Scope.DEFAULT, "read: what failed, in a line", Support.FULL),
    ERROR_DETAIL("ERROR_DETAIL", Scope.DEFAULT, "read: what failed, with causes", Support.differs("no stack trace")),
    ERROR_EXCEPTION("ERROR_EXCEPTION", Scope.DEFAULT, "read: the exception", Support.differs("its text")),
    SENDING_FAULT("SENDING_FAULT", Scope.DEFAULT, "read: true when a send failed", Support.FULL),
    FORCE_ERROR_ON_SOAP_FAULT(
            "FORCE_ERROR_ON_SOAP_FAULT",
            Scope.DEFAULT,
            "`true`: a SOAP fault in a 2xx is a failure, 500000",
            Support.FULL),
    RETRY_ON_SOAPFAULT(
            "RETRY_ON_SOAPFAULT",
            Scope.DEFAULT,
            "`false`: a forwarding processor does not try again after a SOAP fault",
            Support.none("a SOAP fault in a 2xx is delivered, unless FORCE_ERROR_ON_SOAP_FAULT says otherwise")),
    SET_ROLLBACK_ONLY(
            "SET_ROLLBACK_ONLY",
            Scope.DEFAULT,
            "an inbound endpoint takes its message back",
            Support.none("there are no such inbound endpoints")),
    SET_REQUEUE_ON_ROLLBACK(
            "SET_REQUEUE_ON_ROLLBACK", Scope.DEFAULT, "as SET_ROLLBACK_ONLY", Support.none("as SET_ROLLBACK_ONLY")),
    ACKNOWLEDGE("ACKNOWLEDGE", Scope.DEFAULT, "as SET_ROLLBACK_ONLY", Support.none("as SET_ROLLBACK_ONLY")),
    TARGET_ENDPOINT(
            "target.endpoint", Scope.DEFAULT, "the endpoint of a forwarding processor that names none", Support.FULL),
    PROCESSOR_SENDER_ERROR(
            "blocking.sender.error",
            Scope.DEFAULT,
            "read: set by upstream when a blocking send failed",
            Support.none("see ERROR_CODE")),
    BLOCKING_SENDER_ERROR(
            "BLOCKING_SENDER_ERROR", Scope.DEFAULT, "read: true when a blocking call failed", Support.FULL),
    BLOCKING_SENDER_PRESERVE_REQ_HEADERS(
            "BLOCKING_SENDER_PRESERVE_REQ_HEADERS",
            Scope.DEFAULT,
            "`true`: the header fields of the request stay beside those of a blocking call's answer",
            Support.FULL),
    LAST_ENDPOINT(
            "last_endpoint",
            Scope.DEFAULT,
            "read: the endpoint that was used last",
            Support.none("not set; the ledger has it")),
    ENDPOINT_PREFIX(
            "ENDPOINT_PREFIX",
            Scope.DEFAULT,
            "read: the address of that endpoint",
            Support.none("not set; the ledger has it")),
    SEND_TIMEOUT(
            "SEND_TIMEOUT",
            Scope.AXIS2,
            "how long a send may take",
            Support.none("the timeout is that of the endpoint")),
    HTTP_SOCKET_TIMEOUT(
            "HTTP_SOCKET_TIMEOUT",
            Scope.AXIS2,
            "how long a connection may be silent",
            Support.none("the timeout is that of the endpoint, for the whole exchange")),
    NON_ERROR_HTTP_STATUS_CODES(
            "non.error.http.status.codes",
            Scope.DEFAULT,
            "error statuses that are no failure of a blocking call, with commas between",
            Support.FULL),
    ERROR_HTTP_STATUS_CODES(
            "error.http.status.codes",
            Scope.DEFAULT,
            "statuses that are a failure of a blocking call, beside those from 400, with commas between",
            Support.FULL),
    MESSAGE_SEQUENCE("messageSequence", Scope.DEFAULT, "read: position of a part of an iterated message", Support.FULL),
    AGGREGATE_CORELATION(
            "aggregateCorelation", Scope.DEFAULT, "read: what belongs together after a split", Support.FULL),
    FOREACH_COUNTER("FOREACH_COUNTER", Scope.DEFAULT, "read: position in a foreach", Support.FULL),
    CLONED_ITERATION_INDEX("CLONED_ITERATION_INDEX", Scope.DEFAULT, "read: number of the copy", Support.FULL),
    JMS_PRIORITY("JMS_PRIORITY", Scope.AXIS2, "priority in a JMS store, 0 to 9", Support.differs("it has an effect")),
    JMS_PROD_PRIORITY("JMS_PROD_PRIORITY", Scope.DEFAULT, "as JMS_PRIORITY, and wins", Support.FULL),
    JMS_PROD_TIME_TO_LIVE(
            "JMS_PROD_TIME_TO_LIVE", Scope.DEFAULT, "milliseconds until a stored message expires", Support.FULL),
    JMS_PROD_DELIVERY_MODE(
            "JMS_PROD_DELIVERY_MODE",
            Scope.DEFAULT,
            "1: the broker may lose the message when it stops",
            Support.differs("with a warning and a line in the ledger")),
    JMS_COORELATION_ID(
            "JMS_COORELATION_ID",
            Scope.AXIS2,
            "correlation id in a JMS store",
            Support.none("the id of the append is")),
    CORRELATION_ID("correlation_id", Scope.AXIS2, "id that log lines of one request share", Support.FULL),
    ACTIVITYID(
            "activityid",
            Scope.TRANSPORT,
            "header field that upstream adds",
            Support.differs("logged as correlation_id when a client sent it; none is added")),
    QUOTE_STRING_IN_PAYLOAD_FACTORY_JSON(
            "QUOTE_STRING_IN_PAYLOAD_FACTORY_JSON",
            Scope.DEFAULT,
            "`true`: payloadFactory puts `$1` into quotes in JSON, where it is a string and stands without them",
            Support.FULL),
    SKIP_MAIN_SEQUENCE(
            "SKIP_MAIN_SEQUENCE",
            Scope.DEFAULT,
            "`true`: main does not run",
            Support.none("nothing runs main beside what took the request")),
    CONTENT_TYPE_FIELD(
            "Content-Type",
            Scope.TRANSPORT,
            "the media type as received, charset included; what is sent has that of its body",
            Support.FULL),
    CLIENT_API_NON_BLOCKING(
            "ClientApiNonBlocking",
            Scope.AXIS2,
            "how upstream's client waits",
            Support.none("no thread is held up by waiting")),
    TRANSPORT_NON_BLOCKING(
            "transportNonBlocking", Scope.AXIS2, "as ClientApiNonBlocking", Support.none("as ClientApiNonBlocking"));

    private final String key;
    private final Scope scope;
    private final String meaning;
    private final Support.Kind kind;
    private final String remark;

    KnownProperty(String key, Scope scope, String meaning, Support support) {
        this.key = key;
        this.scope = scope;
        this.meaning = meaning;
        this.kind = support.kind;
        this.remark = support.remark;
    }

    /// How far a property has its meaning.
    ///
    /// @param kind in general
    /// @param remark what differs, or why it has none; empty for nothing
    public record Support(Kind kind, String remark) {

        private static final Support FULL = new Support(Kind.FULL, "");

        /// In general.
        public enum Kind {
            /// As upstream.
            FULL,
            /// As upstream, but for what the remark says.
            DIFFERS,
            /// Setting it changes nothing, and the remark says why.
            NONE;

            /// As a reader sees it.
            public String text() {
                return this == NONE ? "no effect" : name().toLowerCase(Locale.ROOT);
            }
        }

        private static Support differs(String how) {
            return new Support(Kind.DIFFERS, how);
        }

        private static Support none(String why) {
            return new Support(Kind.NONE, why);
        }
    }

    /// Its name in artifacts.
    public String key() {
        return key;
    }

    /// Where it stands.
    public Scope scope() {
        return scope;
    }

    /// What it means, in Markdown.
    public String meaning() {
        return meaning;
    }

    /// How far it has its meaning.
    public Support support() {
        return new Support(kind, remark);
    }
}
