# Sourced by the scripts of this project: finds a JDK that Holdfast can be built and run with, and sets JAVA_HOME.
# Looks at HOLDFAST_JAVA_HOME, JAVA_HOME, the java on the PATH, and the places where JDKs are usually installed.
# shellcheck shell=sh

HOLDFAST_JAVA_VERSION=25

# The major version of the JDK in a folder, from its file `release`; nothing when there is no compiler in it.
holdfast_java_version() {
  [ -x "$1/bin/javac" ] && [ -f "$1/release" ] || return 0
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

holdfast_java_fits() {
  version=$(holdfast_java_version "$1")
  [ -n "$version" ] && [ "$version" -ge "$HOLDFAST_JAVA_VERSION" ]
}

holdfast_find_java() {
  on_path=$(command -v javac 2>/dev/null || true)
  if [ -n "$on_path" ]; then
    on_path=$(dirname "$(dirname "$(readlink -f "$on_path" 2>/dev/null || echo "$on_path")")")
  fi
  for candidate in "${HOLDFAST_JAVA_HOME:-}" "${JAVA_HOME:-}" "$on_path" \
    /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /opt/java/* /opt/jdk* /usr/local/jdk* \
    "${HOME:-/nowhere}"/.sdkman/candidates/java/* "${HOME:-/nowhere}"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    if [ -n "$candidate" ] && [ -d "$candidate" ] && holdfast_java_fits "$candidate"; then
      JAVA_HOME=$candidate
      export JAVA_HOME
      return 0
    fi
  done
  cat >&2 <<EOF
Holdfast needs a JDK $HOLDFAST_JAVA_VERSION or newer, and found none.
Install one, for example Eclipse Temurin: https://adoptium.net/temurin/releases/?version=$HOLDFAST_JAVA_VERSION
(Debian and Ubuntu: temurin-$HOLDFAST_JAVA_VERSION-jdk or openjdk-$HOLDFAST_JAVA_VERSION-jdk; macOS: brew install openjdk@$HOLDFAST_JAVA_VERSION; SDKMAN: sdk install java $HOLDFAST_JAVA_VERSION-tem),
or set HOLDFAST_JAVA_HOME to the folder of one that is installed already.
EOF
  return 1
}
