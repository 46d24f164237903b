// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.endpoints;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.mediation.Gateway;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is wrong in an endpoint is reported at deployment, by name.
class EndpointErrorsTest {

    private final Gateway gateway = new Gateway();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <adress uri="http://h"/> | <adress> is not supported in an endpoint; supported are
            <class name="a.B"/> | an endpoint of a class of your own
            <dynamicLoadbalance/> | <dynamicLoadbalance>
            <serviceDynamicLoadbalance/> | over the members of clusters
            <address uri="jms:/q"/> | an address of jms: is not supported
            <address uri="vfs:file:///x"/> | an address of vfs: is not supported
            <address uri="local://s"/> | an address of local: is not supported; supported are http and https; name a sequence
            <address uri="ftp://h"/> | expected an absolute URI of http or https
            <address uri="http://h" format="soap13"/> | supported are soap11, soap12, pox, rest and get
            <address uri="http://h" optimize="mtom"/> | optimize="mtom" is not supported
            <address uri="http://h" encoding="UTF-9"/> | which is no character set
            <address uri="http://h"><enableSec policy="p"/></address> | WS-Security (enableSec) is not supported
            <address uri="http://h"><enableRM/></address> | WS-ReliableMessaging (enableRM) is not supported
            <address uri="http://h"><proxy-config/></address> | a proxy server for one endpoint
            <address uri="http://h"><enableAddressing separateListener="true"/></address> | separateListener
            <address uri="http://h"><enableAddressing version="2"/></address> | expected final or submission
            <address uri="http://h"><timeout><duration>1s</duration></timeout></address> | expected milliseconds, 0 or more
            <address uri="http://h"><timeout><duration>{get-property('x'}</duration></timeout></address> | expression
            <address uri="http://h"><retryConfig><enabledErrorCodes>1</enabledErrorCodes><disabledErrorCodes>2</disabledErrorCodes></retryConfig></address> | expected one of both
            <http uri-template="h/{uri.var.x}"/> | expected an absolute URI of http or https
            <http uri-template="http://h/{id}"/> | the variable {id} is always empty
            <http uri-template="http://h" version="1.0"/> | version 1.0 of HTTP is not supported
            <http uri-template="http://h"><authentication/></http> | holds one of basicAuth and oauth
            <http uri-template="http://h"><authentication><basicAuth><username>u</username></basicAuth></authentication></http> | <password> is missing
            <http uri-template="http://h"><authentication><oauth/></authentication></http> | there are 0
            <http uri-template="http://h"><authentication><oauth><authorizationCode><clientId>a</clientId><clientSecret>b</clientSecret><tokenUrl>http://t</tokenUrl></authorizationCode></oauth></authentication></http> | without a refreshToken is not supported
            <http uri-template="http://h"><authentication><oauth><clientCredentials><clientId>a</clientId><clientSecret>b</clientSecret><tokenUrl>t</tokenUrl></clientCredentials></oauth></authentication></http> | tokenUrl is 't'
            <http uri-template="http://h"><authentication><oauth><clientCredentials><clientId>a</clientId><clientSecret>b</clientSecret><tokenUrl>http://t</tokenUrl><authMode>both</authMode></clientCredentials></oauth></authentication></http> | expected header or payload
            <failover/> | holds no endpoint; it needs one or more
            <failover><endpoint><recipientlist><endpoint><default/></endpoint></recipientlist></endpoint></failover> | a recipientlist inside another group
            <failover><endpoint onError="fault"><default/></endpoint></failover> | onError has no effect here
            <loadbalance policy="random"><endpoint><default/></endpoint></loadbalance> | policy is 'random'; supported is roundRobin
            <loadbalance policy="roundRobin" algorithm="x"><endpoint><default/></endpoint></loadbalance> | there are policy and algorithm
            <loadbalance algorithm="a.B"><endpoint><default/></endpoint></loadbalance> | WeightedRoundRobin
            <loadbalance><endpoint><default/></endpoint><member hostName="h" httpPort="1"/></loadbalance> | expected one kind
            <loadbalance><member hostName="h"/></loadbalance> | a member needs httpPort or httpsPort
            <session type="soap"/><loadbalance><endpoint><default/></endpoint></loadbalance> | sessions of type soap are not supported
            <session type="http"/><failover><endpoint><default/></endpoint></failover> | <session> is for <loadbalance>
            <recipientlist><endpoints value="{get-property('x')}"/><endpoint><default/></endpoint></recipientlist> | either one <endpoints>
            <wsdl service="s" port="p"/> | there is no WSDL
            <wsdl service="s" port="p" uri="http://h?wsdl"/> | not loaded over the network
            <property name="a"/><default/> | needs value or expression
            <property name="a" value="b" scope="operation"/><default/> | has default, axis2 or transport
            <default/><default/> | there are 2
            """)
    void isReported(String definition, String expected) {
        gateway.with("<endpoint xmlns=\"http://ws.apache.org/ns/synapse\" name=\"E\">" + definition + "</endpoint>");
        assertThat(gateway.problems().stream().filter(line -> !line.contains("algorithm is 'x'")))
                .anySatisfy(line -> assertThat(line).contains(expected));
    }
}
