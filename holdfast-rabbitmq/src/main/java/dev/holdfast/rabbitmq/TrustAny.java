// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rabbitmq;

import java.security.cert.X509Certificate;
import javax.net.ssl.X509TrustManager;

/// Trusts any broker, as upstream does where the artifact does not say whom to trust. Stateless.
final class TrustAny implements X509TrustManager {

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authentication) {
        // There are no clients here.
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authentication) {
        // The artifact has been warned of.
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
