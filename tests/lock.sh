#!/bin/sh
# Resolve the dependencies anew into the three lock files: hashes, and no host of a registry.
# Needs pip-tools (`pip install pip-tools` in an environment of its own).
set -eu
cd "$(dirname "$0")/.."
options="--quiet --strip-extras --generate-hashes --allow-unsafe --no-header --no-annotate --no-emit-index-url --no-emit-trusted-host --no-emit-find-links"
pip-compile $options --extra build -o requirements.lock pyproject.toml
pip-compile $options --extra dev --extra docs -o requirements-dev.lock pyproject.toml
# What the duplicate check is measured against, in an environment of its own.
printf 'recordlinkage\nsplink\n' | pip-compile $options -o requirements-peers.lock -
