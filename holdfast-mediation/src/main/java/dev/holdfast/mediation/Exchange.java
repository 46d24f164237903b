// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediation;

import dev.holdfast.content.Body;
import dev.holdfast.content.Format;
import dev.holdfast.endpoints.SoapAction;
import dev.holdfast.expression.Scope;
import dev.holdfast.expression.Surroundings;
import dev.holdfast.expression.View;
import dev.holdfast.message.Content;
import dev.holdfast.message.FlowId;
import dev.holdfast.message.Headers;
import dev.holdfast.message.Message;
import dev.holdfast.message.PropertyName;
import dev.holdfast.message.PropertyScope;
import dev.holdfast.message.PropertyValue;
import dev.holdfast.message.StorageOptions;
import dev.holdfast.message.StoredMessage;
import dev.holdfast.transport.InboundRequest;
import dev.holdfast.transport.Response;
import java.time.Instant;
import java.util.Optional;

/// One flow on its way through mediators: the current message, and what has happened so far. Belongs to one
/// thread.
public final class Exchange implements View {

    private static final String MESSAGE_ID = "MessageID";

    private final Services services;
    private final FlowId flowId;
    private final Origin origin;
    private final Optional<RequestFacts> request;
    private final FlowProperties properties;
    private final FaultHandlers faults;
    private final Continuations continuations;
    private final Branches branches;
    private final Progress progress;
    private Body body;
    private StorageOptions options = StorageOptions.normal();
    private Optional<SequenceSource> responsePath = Optional.empty();
    private boolean response;
    private boolean processingFault;
    private boolean calledOut;

    private Exchange(Services services, Message message, Origin origin, Optional<RequestFacts> request, Body body) {
        this.services = services;
        this.flowId = message.flowId();
        this.origin = origin;
        this.request = request;
        this.properties = new FlowProperties(message.headers());
        this.faults = new FaultHandlers();
        this.continuations = new Continuations();
        this.branches = new Branches(services);
        this.progress = new Progress(flowId);
        this.body = body;
    }

    private Exchange(Exchange parent, Continuations continuations) {
        this.services = parent.services;
        this.flowId = parent.flowId;
        this.origin = parent.origin;
        this.request = parent.request;
        this.properties = parent.properties.copy();
        this.faults = parent.faults.copy();
        this.continuations = continuations;
        this.branches = parent.branches;
        this.progress = parent.progress.branch();
        this.body = parent.body.copy();
        this.options = parent.options;
        this.responsePath = parent.responsePath;
        this.response = parent.response;
        this.processingFault = parent.processingFault;
    }

    /// A copy of the message with a flow of its own, which can run on another thread. It has a message id of its
    /// own; whoever handles faults here handles them there.
    public Exchange branch() {
        Exchange copy = new Exchange(this, continuations.branch());
        copy.setAddressing(MESSAGE_ID, services.ids().newFlow().urn());
        return copy;
    }

    /// A copy for something inside one step. Nobody handles its faults, and nothing comes after it.
    Exchange part() {
        Exchange copy = branch();
        copy.faults.backTo(0);
        copy.continuations.clear();
        return copy;
    }

    /// A copy that goes on where this is, on another thread.
    Exchange twin() {
        Exchange copy = new Exchange(this, continuations.copy());
        copy.calledOut = calledOut;
        return copy;
    }

    /// A flow that begins with a request.
    ///
    /// @param origin what takes it
    /// @param postfix what of the target stands behind the path of what takes it
    public static Exchange ofRequest(Services services, InboundRequest request, Origin origin, String postfix) {
        FlowId flowId = services.ids().newFlow();
        Message message = Message.of(flowId, request.content()).withHeaders(request.headers());
        Body body = received(request.content(), request.headers());
        Format format = body.format();
        RequestFacts facts = new RequestFacts(request, origin.proxy(), format == Format.SOAP11, format.isSoap());
        Exchange exchange = new Exchange(services, message, origin, Optional.of(facts), body);
        SoapAction.of(message).ifPresent(found -> exchange.setAddressing("Action", found));
        if (format == Format.NONE && request.method().equals("GET")) {
            exchange.body = Body.ofQuery(request.query());
        }
        facts.introduce(exchange, postfix);
        return exchange;
    }

    /// A flow that begins here, with a message that nobody waits for.
    public static Exchange ofMessage(Services services, Origin origin, Message message) {
        Body body = received(message.content(), message.headers());
        return new Exchange(services, message, origin, Optional.empty(), body);
    }

    /// A flow that goes on with a message out of a store.
    public static Exchange of(Services services, StoredMessage stored) {
        Message message = stored.message();
        Exchange exchange = ofMessage(services, Origin.main(), message);
        exchange.properties.putAll(message.properties());
        exchange.options = message.options();
        return exchange;
    }

    private static Body received(Content content, Headers headers) {
        return Body.received(content, headers.contains(SoapAction.HEADER));
    }

    /// What mediators work with.
    public Services services() {
        return services;
    }

    /// The request that it began with.
    public FlowId flowId() {
        return flowId;
    }

    /// Where it comes from.
    public Origin origin() {
        return origin;
    }

    /// What has happened so far.
    public Progress progress() {
        return progress;
    }

    /// Whether the current message is on its way back to the client.
    public boolean isResponse() {
        return response;
    }

    /// Sends the current message the other way: it is an answer from now on.
    public void markResponse() {
        response = true;
    }

    /// Says that the current message is a fault, so that it is answered with an error status.
    public void markFault() {
        processingFault = true;
    }

    /// Whether the current message was made as a fault.
    boolean isProcessingFault() {
        return processingFault;
    }

    /// The flow enters a named sequence or a template. It goes [#backTo] where it was before.
    ///
    /// @throws MediationException when sequences call each other without end
    public void enter(String sequence) {
        properties.unstored().enter(sequence);
    }

    /// Where the flow is in the artifacts.
    public Place place() {
        return new Place(
                faults.depth(),
                properties.unstored().templates(),
                properties.unstored().depth());
    }

    /// The flow leaves what it has entered since it was there.
    public void backTo(Place place) {
        faults.backTo(place.handlers());
        properties.unstored().backTo(place);
    }

    /// A back end was asked, and the thread of the request let go meanwhile: the proxy's own endpoint is not
    /// called any more.
    void calledOut() {
        calledOut = true;
    }

    /// Whether a back end was asked.
    public boolean isCalledOut() {
        return calledOut;
    }

    /// Whether a handler of faults has taken over.
    boolean hasFailed() {
        return !faults.handledBy().isEmpty();
    }

    Continuations continuations() {
        return continuations;
    }

    /// What runs beside this flow because of its request.
    public Branches branches() {
        return branches;
    }

    /// The flow enters a template. It goes [#backTo] where it was before.
    public void enterTemplate(TemplateArguments arguments) {
        properties.unstored().enterTemplate(arguments);
    }

    FaultHandlers faults() {
        return faults;
    }

    /// Says who takes over after a fault, before those that are there already, until the flow goes [#backTo] where it
    /// was before.
    ///
    /// @param own the sequence that the artifact names; empty for the sequence `fault`, which handles nothing
    public void handleFaults(Optional<SequenceSource> own) {
        faults.push(
                own.map(source -> new FaultHandlers.Handler(source, true)).orElseGet(FaultHandlers.Handler::global),
                place());
    }

    Optional<SequenceSource> responsePath() {
        return responsePath;
    }

    /// Says which sequence gets the answers to what `send` sends.
    public void responsePath(Optional<SequenceSource> newPath) {
        responsePath = newPath;
    }

    @Override
    public Body body() {
        return body;
    }

    /// Puts another body in place.
    public void body(Body newBody) {
        body = newBody.labelled(headers().first("Content-Type"));
    }

    /// The header fields of the current message.
    public Headers headers() {
        return properties.headers();
    }

    @Override
    public Optional<PropertyValue> property(Scope scope, String name) {
        return switch (scope) {
            case DEFAULT, AXIS2 ->
                properties.find(scope, name).or(() -> request.flatMap(facts -> facts.property(scope, name)));
            case REGISTRY -> services.catalogue().registryText(name).map(PropertyValue::of);
            case FUNC -> properties.unstored().parameter(name, this);
            default -> properties.find(scope, name);
        };
    }

    /// Sets a property; in the transport scope a header field.
    ///
    /// @throws IllegalArgumentException when the name or value cannot stand in a header section
    public void set(Scope scope, String name, PropertyValue value) {
        properties.set(scope, name, value);
    }

    /// Removes a property; in the transport scope all header fields of the name.
    public void remove(Scope scope, String name) {
        properties.remove(scope, name);
    }

    /// Removes all header fields.
    public void removeHeaders() {
        properties.headers(Headers.empty());
    }

    /// Whether a property says yes, as a boolean or as text.
    public boolean isTrue(Scope scope, String name) {
        return property(scope, name).filter(PropertyValue::isTrue).isPresent();
    }

    @Override
    public Optional<String> addressing(String name) {
        return properties
                .find(PropertyName.addressing(name))
                .map(PropertyValue::asText)
                .or(() -> name.equals(MESSAGE_ID) ? Optional.of(flowId.urn()) : Optional.empty());
    }

    /// Sets a field of WS-Addressing.
    public void setAddressing(String name, String value) {
        properties.set(PropertyName.addressing(name), PropertyValue.of(value));
    }

    /// Removes a field of WS-Addressing.
    public void removeAddressing(String name) {
        properties.remove(PropertyName.addressing(name));
    }

    @Override
    public Optional<String> queryParameter(String name) {
        return request.flatMap(facts -> facts.queryParameter(name));
    }

    @Override
    public Optional<PropertyValue> variable(String name) {
        return properties.find(new PropertyName(PropertyScope.VARIABLE, name));
    }

    /// Sets a variable.
    public void setVariable(String name, PropertyValue value) {
        properties.set(new PropertyName(PropertyScope.VARIABLE, name), value);
    }

    /// Removes a variable.
    public void removeVariable(String name) {
        properties.remove(new PropertyName(PropertyScope.VARIABLE, name));
    }

    @Override
    public Optional<String> localEntry(String key) {
        return services.catalogue().localEntry(key);
    }

    @Override
    public Surroundings surroundings() {
        return services.surroundings();
    }

    @Override
    public Instant now() {
        return services.timer().instant();
    }

    /// The current message, for a store or an endpoint. The bytes of a body in which nothing changed are those
    /// that came.
    public Message toMessage() {
        return new Message(
                flowId, headers(), body.content(), properties.toStore(), StorageProperties.applied(this, options));
    }

    /// Takes an answer as the current message. Properties of the default scope stay; those of the transport are
    /// those of the answer.
    public void receive(Response answer) {
        properties.removeAll(PropertyScope.AXIS2);
        properties.headers(answer.headers());
        body = received(answer.content(), answer.headers());
        set(Scope.AXIS2, "HTTP_SC", PropertyValue.of(answer.status()));
        response = true;
        processingFault = false;
        removeAddressing("To");
    }

    /// Keeps something for a later mediator of this flow or of a branch, in place of another of its type.
    public <T> void attach(Class<T> type, T value) {
        properties.unstored().attach(type, value);
    }

    /// What was kept by [#attach].
    public <T> Optional<T> attached(Class<T> type) {
        return properties.unstored().attached(type);
    }

    /// The current message as the client would get it.
    public Response asReply() {
        return Replies.of(this);
    }

    /// Answers the client with the current message.
    public void reply() {
        response = true;
        removeAddressing("To");
        progress.replied(Replies.of(this));
    }
}
