#!/bin/sh
# Makes a release of this clone: target/postern-VERSION and the archive of it.
# What is in it runs on the system this was called on, since it brings that system's Postgres.
set -eu
cd "$(dirname "$0")/.."
. scripts/jdk.sh
find_java javac

allowed='--sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED'
MAVEN_OPTS="${MAVEN_OPTS:-} $allowed" mvn -q -Dbuild.folder=target/release -Dmaven.test.skip=true \
  package dependency:copy-dependencies -DincludeScope=runtime \
  -DoutputDirectory=target/release/lib -Dmdep.overWriteReleases=false </dev/null

version=$(sed -n 's/^version=//p' target/release/maven-archiver/pom.properties)
folder=postern-$version
rm -rf "target/$folder"
mkdir -p "target/$folder/scripts" "target/$folder/lib"
cp target/release/lib/*.jar "target/release/postern-$version.jar" "target/$folder/lib/"
cp postern LICENSE "target/$folder/"
cp scripts/jdk.sh scripts/train.sh "target/$folder/scripts/"
tar czf "target/$folder.tar.gz" -C target "$folder"
echo "target/$folder.tar.gz"
