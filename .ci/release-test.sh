#!/bin/bash
# Proves .ci/release-notes and .ci/breaking-changes within seconds, on a repository of its own with an imitation of ./mvnw.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

expect() {
  if [[ $2 == "$3" ]]; then
    echo "ok - $1"
  else
    printf 'not ok - %s\n  expected: %s\n  but was:  %s\n' "$1" "$3" "$2"
    exit 1
  fi
}

mkdir -p "$work/.ci" "$work/docs"
cp "$root/.ci/release-notes" "$root/.ci/breaking-changes" "$work/.ci/"
cd "$work"
git init --quiet
git config user.name test
git config user.email test@localhost

# An API is broken here when its description says so. It is compared with what the tag had.
cat >mvnw <<'IMITATION'
#!/bin/bash
for argument; do
  case $argument in -Dreleased.docs=*) released=${argument#*=} ;; esac
done
[[ -z ${released:-} ]] || { grep -q old "$released/openapi.yaml" "$released/asyncapi.yaml" && ! grep -q breaks docs/openapi.yaml; }
IMITATION
chmod +x mvnw

commit() { # version, text of the API
  printf '<project>\n  <version>%s</version>\n</project>\n' "$1" >pom.xml
  echo "$2" >docs/openapi.yaml
  echo old >docs/asyncapi.yaml
  git add --all
  git commit --quiet --message "$1"
}

compare() {
  .ci/breaking-changes "$@" 2>&1 | tail -n 1
  return "${PIPESTATUS[0]}"
}

commit 1.2.0 old
expect 'without a release there is nothing to compare with' "$(compare)" 'There is no release to compare with.'
git tag v1.2.0
commit 1.3.0 more
expect 'a change that breaks no client' "$(compare)" 'No change breaks clients of v1.2.0.'
commit 1.3.0 breaks
expect 'a change that breaks clients' "$(compare || echo "exit $?")" \
  'The changes above break clients of v1.2.0, which 1.3.0 may not: raise the version, or mend them.
exit 1'
commit 2.0.0 breaks
git tag v2.0.0
expect 'one in a new major version, compared with the release before its own tag' "$(compare)" \
  'The changes above break clients of v1.2.0, which 2.0.0 may.'
git tag v0.4.1 v1.2.0
expect 'before 1.0 a minor version may break them' "$(compare v0.4.1)" \
  'The changes above break clients of v0.4.1, which 2.0.0 may.'
commit 0.4.2 breaks
expect 'but not a patch' "$(compare v0.4.1 || echo "exit $?")" \
  'The changes above break clients of v0.4.1, which 0.4.2 may not: raise the version, or mend them.
exit 1'

cat >CHANGELOG.md <<'CHANGELOG'
# Changelog

## [Unreleased]

## [1.3.0] - 2026-12-01

### Added

- Checks.

## [1.2.0] - 2026-11-01

- The first.
CHANGELOG
expect 'the notes of a release are its section' "$(.ci/release-notes 1.3.0)" '### Added

- Checks.'
expect 'also of the oldest' "$(.ci/release-notes 1.2.0)" '- The first.'
for version in 1.4.0 Unreleased; do
  expect "without a section, or with an empty one, there are none: $version" \
    "$(.ci/release-notes "$version" 2>/dev/null || echo "exit $?")" 'exit 1'
done
