#!/bin/sh
# Sorts the jars of a built project into the layers of the image: layers.sh FOLDER
#
#   lib, demo-lib   what others made: for the application, and what only the demo needs besides
#   own, demo-own   the project's own
set -eu

out=$1
mkdir -p "$out/lib" "$out/own" "$out/demo-lib" "$out/demo-own"

# Each module's class path is what its build wrote for the launcher.
for module in topology measurement; do
  tr ':' '\n' <"$module/target/classpath.txt" | while IFS= read -r jar || [ -n "$jar" ]; do
    case $jar in
      */beckon-*) ;;
      *) [ -f "$out/lib/${jar##*/}" ] || cp "$jar" "$out/lib/" ;;
    esac
  done
done
cp schemas/target/beckon-schemas-*.jar topology/target/beckon-topology-*.jar \
  measurement/target/beckon-measurement-*.jar "$out/own/"

tr ':' '\n' <demo/target/classpath.txt | while IFS= read -r jar || [ -n "$jar" ]; do
  case $jar in
    */beckon-*) ;;
    *) [ -f "$out/lib/${jar##*/}" ] || cp "$jar" "$out/demo-lib/" ;;
  esac
done
cp broker/target/beckon-broker-*.jar demo/target/beckon-demo-*.jar "$out/demo-own/"
