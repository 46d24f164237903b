// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.schema;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.ls.LSInput;

/// A document in memory, as the JDK wants to be given one. It cannot be changed: the setters do nothing.
final class MemoryInput implements LSInput {

    private final String systemId;
    private final byte[] bytes;

    /// @param systemId by which it is known
    MemoryInput(String systemId, byte[] bytes) {
        this.systemId = systemId;
        this.bytes = bytes;
    }

    @Override
    public InputStream getByteStream() {
        return new ByteArrayInputStream(bytes);
    }

    @Override
    public @Nullable String getPublicId() {
        return null;
    }

    @Override
    public @Nullable Reader getCharacterStream() {
        return null;
    }

    @Override
    public @Nullable String getStringData() {
        return null;
    }

    @Override
    public String getSystemId() {
        return systemId;
    }

    @Override
    public @Nullable String getBaseURI() {
        return null;
    }

    @Override
    public @Nullable String getEncoding() {
        return null;
    }

    @Override
    public boolean getCertifiedText() {
        return false;
    }

    @Override
    public void setCharacterStream(@Nullable Reader reader) {}

    @Override
    public void setByteStream(@Nullable InputStream stream) {}

    @Override
    public void setStringData(@Nullable String text) {}

    @Override
    public void setSystemId(@Nullable String systemId) {}

    @Override
    public void setPublicId(@Nullable String publicId) {}

    @Override
    public void setBaseURI(@Nullable String baseUri) {}

    @Override
    public void setEncoding(@Nullable String encoding) {}

    @Override
    public void setCertifiedText(boolean certified) {}
}
