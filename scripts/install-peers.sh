#!/usr/bin/env bash
# Installs what `npm run bench` compares with: TensorFlow.js (npm), scikit-learn and PyTorch (Debian). Each is optional:
# the benchmark leaves out the rows of what is not there. About 1 GB.
set -euo pipefail
cd "$(dirname "$0")/peers"
npm ci --ignore-scripts
echo "TensorFlow.js: scripts/peers/node_modules"

packages=(python3-sklearn python3-torch)
if ! command -v apt-get >/dev/null; then
  echo "No apt-get here: install scikit-learn and PyTorch for python3 yourself (pip install scikit-learn torch)."
  exit 0
fi
if [ "$(id -u)" = 0 ]; then root=(); else root=(sudo); fi
"${root[@]}" apt-get update -q
"${root[@]}" apt-get install -y --no-install-recommends "${packages[@]}"
/usr/bin/python3 -c 'import sklearn, torch; print("scikit-learn", sklearn.__version__, "PyTorch", torch.__version__)'
