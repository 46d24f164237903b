#!/bin/sh
# Publishes all that is published to a folder, and uses it from a new project with an empty local repository.
set -eu
cd "$(dirname "$0")/.."
. scripts/find-java.sh
holdfast_find_java
ROOT=$PWD
WORK=$ROOT/target/published
rm -rf "$WORK"
mkdir -p "$WORK/project/src/main/java"

./mvnw --batch-mode --no-transfer-progress -q -Prelease -DskipTests -Dquick -Dmaven.install.skip=true \
  -DaltDeploymentRepository="local::file:$WORK/repository" deploy

echo "published:"
(cd "$WORK/repository" && find . -name '*.jar' | sed 's/-[0-9]*\.[0-9]*-[0-9]*\(-[a-z]*\)\{0,1\}\.jar$/\1/' | sort)

VERSION=$(sed -n 's|^  <version>\(.*\)</version>|\1|p' pom.xml | head -n 1)
cat > "$WORK/project/pom.xml" <<POM
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>com.example</groupId>
  <artifactId>first-use</artifactId>
  <version>1</version>
  <properties>
    <maven.compiler.release>25</maven.compiler.release>
    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
  </properties>
  <repositories>
    <repository><id>published</id><url>file:$WORK/repository</url></repository>
  </repositories>
  <dependencyManagement>
    <dependencies>
      <dependency><groupId>dev.holdfast</groupId><artifactId>holdfast-bom</artifactId><version>$VERSION</version><type>pom</type><scope>import</scope></dependency>
    </dependencies>
  </dependencyManagement>
  <dependencies>
    <dependency><groupId>dev.holdfast</groupId><artifactId>holdfast-http</artifactId></dependency>
    <dependency><groupId>dev.holdfast</groupId><artifactId>holdfast-jms</artifactId></dependency>
    <dependency><groupId>dev.holdfast</groupId><artifactId>holdfast-rocksdb</artifactId></dependency>
  </dependencies>
</project>
POM
cat > "$WORK/project/src/main/java/FirstUse.java" <<'JAVA'
import dev.holdfast.*;
import dev.holdfast.http.HttpEndpoint;
import dev.holdfast.jms.JmsStore;
import dev.holdfast.message.Content;
import dev.holdfast.rocksdb.EmbeddedBooks;
import java.nio.file.Path;

public class FirstUse {
    public static void main(String[] arguments) throws Exception {
        EmbeddedBooks books = EmbeddedBooks.in(Path.of(arguments[0]));
        try (Holdfast holdfast = Holdfast.open(books);
                MessageStoreClient client = holdfast.client(books.store("orders")).build();
                HttpEndpoint nowhere = HttpEndpoint.post("http://127.0.0.1:9/");
                ForwardingProcessor processor = holdfast.processor(books.store("orders"), nowhere).build()) {
            System.out.println("stored " + client.store(holdfast.message(Content.ofText("order", "text/plain"))));
            System.out.println("a store on a broker: " + JmsStore.activeMq("tcp://localhost:61616", "orders").build());
        }
    }
}
JAVA

cd "$WORK/project"
"$ROOT/mvnw" --batch-mode --no-transfer-progress -q -Dmaven.repo.local="$WORK/empty" \
  compile org.apache.maven.plugins:maven-dependency-plugin:3.11.0:build-classpath -Dmdep.outputFile=classpath
"$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED -cp "target/classes:$(cat classpath)" FirstUse "$WORK/data"
