#!/usr/bin/env bash
# Netlify's build command. Its image has no Emscripten: the emsdk of the same version as Debian 12's package is fetched,
# so that the wasm is the one that was tested. CMake and ninja come from PyPI where they are missing.
set -euo pipefail
cd "$(dirname "$0")/.."
EMSDK_VERSION=3.1.6

if ! command -v emcc >/dev/null; then
  if [ ! -x emsdk/upstream/emscripten/emcc ]; then
    rm -rf emsdk
    git clone --depth 1 --branch "$EMSDK_VERSION" https://github.com/emscripten-core/emsdk.git
    emsdk/emsdk install "$EMSDK_VERSION"
    emsdk/emsdk activate "$EMSDK_VERSION"
  fi
  export PATH="$PWD/emsdk/upstream/emscripten:$PATH" EM_CONFIG="$PWD/emsdk/.emscripten"
fi
if ! command -v cmake >/dev/null || ! command -v ninja >/dev/null; then
  python3 -m venv build/venv
  build/venv/bin/pip install --quiet cmake==3.25.2 ninja==1.11.1
  export PATH="$PWD/build/venv/bin:$PATH"
fi
npm run build
