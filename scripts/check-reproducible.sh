#!/bin/sh
# Builds what is published twice, in two copies of the sources, and compares the jars byte for byte.
set -eu
cd "$(dirname "$0")/.."
. scripts/find-java.sh
holdfast_find_java
COMMIT=$(git rev-parse HEAD)
WORK=$PWD/target/reproducible
rm -rf "$WORK"
for copy in one another-folder; do
  mkdir -p "$WORK/$copy/sources"
  git archive "$COMMIT" | tar -x -C "$WORK/$copy/sources"
  (cd "$WORK/$copy/sources" && ./mvnw --batch-mode --no-transfer-progress -q -Prelease -DskipTests -Dquick \
    -pl holdfast-core,holdfast-http,holdfast-rocksdb,holdfast-jms -am package)
  (cd "$WORK/$copy/sources" && find . -path '*/target/holdfast-*.jar' ! -path '*/holdfast-test-servers/*' ! -path '*/holdfast-dev/*' | sort | xargs sha256sum) > "$WORK/$copy/jars"
done
diff "$WORK/one/jars" "$WORK/another-folder/jars" && echo "the same $(wc -l < "$WORK/one/jars") jars, byte for byte"
