// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.endpoints;

import dev.holdfast.expression.AttributeValue;
import dev.holdfast.reading.Reading;
import dev.holdfast.settings.Parameter;
import dev.holdfast.settings.Parameters;
import dev.holdfast.xml.XmlElement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Reads `<authentication>`.
final class AuthenticationReader {

    private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(30);
    private static final List<String> TIMES = List.of("connectionTimeout", "connectionRequestTimeout", "socketTimeout");
    private static final List<String> GRANTS = List.of("clientCredentials", "passwordCredentials", "authorizationCode");

    private final Reading reading;

    AuthenticationReader(Reading reading) {
        this.reading = reading;
    }

    /// What stands in a form of an endpoint.
    Authentication read(XmlElement form) {
        Optional<XmlElement> element = form.child("authentication");
        if (element.isEmpty()) {
            return new Authentication.None();
        }
        XmlElement found = element.get();
        reading.follows(found, EndpointSyntaxes.AUTHENTICATION);
        Optional<XmlElement> basic = found.child("basicAuth");
        Optional<XmlElement> oauth = found.child("oauth");
        if (basic.isPresent() == oauth.isPresent()) {
            reading.error(found, "<authentication> holds one of basicAuth and oauth");
            return new Authentication.None();
        }
        return basic.map(this::basic).orElseGet(() -> oauth(oauth.orElseThrow()));
    }

    private Authentication basic(XmlElement element) {
        reading.follows(element, EndpointSyntaxes.BASIC);
        return new Authentication.Basic(required(element, "username"), required(element, "password"));
    }

    private Authentication oauth(XmlElement element) {
        reading.follows(element, EndpointSyntaxes.OAUTH);
        List<XmlElement> grants = element.children().stream()
                .filter(child -> GRANTS.contains(child.localName()))
                .toList();
        if (grants.size() != 1) {
            reading.error(
                    element, "<oauth> holds one of " + String.join(", ", GRANTS) + "; there are " + grants.size());
            return new Authentication.None();
        }
        XmlElement grant = grants.getFirst();
        reading.follows(grant, EndpointSyntaxes.GRANT);
        refuseProxy(grant);
        Map<String, AttributeValue> form = named(grant, "requestParameters", "parameter");
        grant.child("scope").ifPresent(scope -> form.put("scope", Texts.value(scope, scope.text(), reading)));
        return new Authentication.OAuth(
                tokenUrl(grant),
                grant(grant),
                new Authentication.Client(required(grant, "clientId"), required(grant, "clientSecret"), mode(grant)),
                form,
                named(grant, "customHeaders", "header"),
                timeout(grant));
    }

    private void refuseProxy(XmlElement grant) {
        grant.child("useGlobalProxyConfigs")
                .filter(flag -> flag.text().strip().equalsIgnoreCase("true"))
                .ifPresent(flag -> reading.unsupported(flag, "a proxy server for requests for tokens"));
    }

    private Authentication.Grant grant(XmlElement element) {
        return switch (element.localName()) {
            case "passwordCredentials" ->
                new Authentication.Grant.Password(required(element, "username"), required(element, "password"));
            case "authorizationCode" -> {
                if (element.child("refreshToken").isEmpty()) {
                    reading.error(
                            element,
                            "<authorizationCode> without a refreshToken is not supported: nobody is there to log in");
                }
                yield new Authentication.Grant.Refresh(required(element, "refreshToken"));
            }
            default -> new Authentication.Grant.ClientCredentials();
        };
    }

    private AttributeValue tokenUrl(XmlElement grant) {
        AttributeValue url = required(grant, "tokenUrl");
        if (url instanceof AttributeValue.Literal(String text)
                && !text.isEmpty()
                && EndpointDefinition.httpUri(text).isEmpty()) {
            reading.error(grant, "tokenUrl is '" + text + "'; expected an absolute URI of http or https");
        }
        return url;
    }

    private Optional<AttributeValue> mode(XmlElement grant) {
        Optional<AttributeValue> mode = grant.child("authMode")
                .filter(element -> !element.text().isBlank())
                .map(element -> Texts.value(element, element.text(), reading));
        if (mode.isPresent() && mode.get() instanceof AttributeValue.Literal(String text)) {
            String lower = text.toLowerCase(Locale.ROOT);
            if (!lower.equals("header") && !lower.equals("payload")) {
                reading.error(grant, "authMode is '" + text + "'; expected header or payload");
            }
        }
        return mode;
    }

    private Duration timeout(XmlElement grant) {
        Map<String, Parameter> texts = new LinkedHashMap<>();
        TIMES.forEach(name -> grant.child(name)
                .filter(child -> !child.text().strip().equals("-1"))
                .ifPresent(child -> texts.put(name, Parameter.of(name, child.text(), child.location()))));
        Parameters times = new Parameters(grant.location(), texts, reading.problems());
        Duration sum =
                TIMES.stream().map(name -> times.millis(name, Duration.ZERO)).reduce(Duration.ZERO, Duration::plus);
        return sum.isPositive() ? sum : USUAL_TIMEOUT;
    }

    private Map<String, AttributeValue> named(XmlElement grant, String list, String item) {
        Map<String, AttributeValue> values = new LinkedHashMap<>();
        grant.child(list).ifPresent(found -> {
            reading.knowsChildren(found, List.of(item));
            for (XmlElement child : found.children(item)) {
                String name = reading.required(child, "name");
                if (!name.isEmpty()) {
                    values.put(name, Texts.value(child, child.text(), reading));
                }
            }
        });
        return values;
    }

    private AttributeValue required(XmlElement parent, String name) {
        Optional<XmlElement> child =
                parent.child(name).filter(found -> !found.text().isBlank());
        if (child.isEmpty()) {
            reading.error(parent, "<" + name + "> is missing; <" + parent.localName() + "> needs it");
            return new AttributeValue.Literal("");
        }
        return Texts.value(child.get(), child.get().text(), reading);
    }
}
