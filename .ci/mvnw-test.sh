#!/bin/sh
# Proves ./mvnw within seconds and without network, on an imitation of Maven that prints its version and arguments.
set -eu

root=$(CDPATH='' cd -P -- "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

imitate_maven() {
  mkdir -p "${1%/*}"
  # shellcheck disable=SC2016
  printf '#!/bin/sh\necho "Maven in $PWD:" "$@"\necho Apache Maven %s\n' "$2" >"$1"
  chmod +x "$1"
}

pin() {
  printf '%s\n' 'distributionUrl=https://archive.invalid/apache-maven-3.9.99-bin.tar.gz' \
    "distributionSha512Sum=$1" >"$project/.mvn/wrapper/maven-wrapper.properties"
}

# Runs mvnw with the given directory, if any, before the tools on its PATH: its output, and how it failed if it did.
mvnw() {
  path=${1:+$1:}$work/tools
  shift
  PATH=$path JAVA_HOME='' MAVEN_USER_HOME="$work/maven home" MVNW_REPOURL="file://$work/mirror" \
    "$project/mvnw" "$@" 2>&1 || echo "exit $?"
}

expect() {
  case $2 in
    *"$3"*) echo "ok - $1" ;;
    *)
      printf 'not ok - %s\n  expected: %s\n  but was:  %s\n' "$1" "$3" "$2"
      exit 1
      ;;
  esac
}

expect_no_leftovers() {
  expect "$1" "[$(ls -A "$work/maven home/wrapper/dists/apache-maven-3.9.99")]" '[]'
}

# A checkout with a space in its path, Mavens of several ages, and a PATH with all that mvnw may use and no mvn.
project="$work/a checkout"
mkdir -p "$project/.mvn/wrapper" tools
cp "$root/mvnw" "$project/"
for tool in curl cut dirname gzip java mkdir mktemp mv readlink rm sed sh sha512sum shasum tar; do
  ! path=$(command -v "$tool") || ln -s "$path" "tools/$tool"
done
imitate_maven old/mvn 3.6.3
imitate_maven new/mvn 3.8.0
imitate_maven dist/apache-maven-3.9.99/bin/mvn 3.9.99
mirror=mirror/org/apache/maven/apache-maven/3.9.99
mkdir -p "$mirror"
tar -czf "$mirror/apache-maven-3.9.99-bin.tar.gz" -C dist apache-maven-3.9.99
checksum=$( (sha512sum "$mirror"/*.gz 2>/dev/null || shasum -a 512 "$mirror"/*.gz) | cut -d ' ' -f 1)
pin "$checksum"

expect 'runs an installed Maven where it was called' "$(mvnw new -q verify)" "Maven in $work: -q verify
Apache Maven 3.8.0"

pin 0000
expect 'refuses a download with another checksum' "$(mvnw '' verify)" 'expects 0000
exit 1'
expect_no_leftovers 'and keeps nothing of it'
pin "$checksum"

mkdir interrupting
# shellcheck disable=SC2016
printf '#!/bin/sh\nkill -TERM "$PPID"\n' >interrupting/curl
chmod +x interrupting/curl
expect 'ends when it is told to, in the middle of a download' "$(mvnw interrupting verify)" 'exit 143'
expect_no_leftovers 'and keeps nothing of that either'

mv mirror gone
expect 'names the address that does not answer' "$(mvnw '' verify)" "could not download file://$work/mirror/"
mv gone mirror

mvnw '' 1 >first &
mvnw '' 2 >second
wait
expect 'lets two first runs at once both succeed' "$(tail -qn 1 first second)" 'Apache Maven 3.9.99
Apache Maven 3.9.99'
expect 'and keeps one installation' "[$(ls -A "$work/maven home/wrapper/dists/apache-maven-3.9.99"/*)]" '[bin]'

rm -r mirror
expect 'downloads once, and not for a Maven older than 3.8' "$(mvnw old verify)" "Maven in $work: verify
Apache Maven 3.9.99"

ln -s "a checkout/mvnw" link
project=$work
mv link mvnw
expect 'works through a symbolic link' "$(mvnw '' verify)" 'Apache Maven 3.9.99'

rm tools/java
expect 'says that Java is missing' "$(mvnw '' verify)" 'no Java found'
