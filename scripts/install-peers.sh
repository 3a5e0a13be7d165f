#!/usr/bin/env bash
# Installs what `npm run bench` compares with: TensorFlow.js (npm), scikit-learn, PyTorch and Optuna (Debian). Each is optional:
# a row whose peer is not there says so. About 1 GB. OpenBLAS is named because NumPy and PyTorch would also be content with
# the plain reference BLAS, which is several times slower.
set -euo pipefail
cd "$(dirname "$0")/peers"
npm ci --ignore-scripts
echo "TensorFlow.js: scripts/peers/node_modules"

packages=(python3-numpy python3-sklearn python3-torch python3-optuna libopenblas0-pthread)
if ! command -v apt-get >/dev/null; then
  echo "No apt-get here: install scikit-learn, PyTorch and Optuna for python3 yourself (pip install scikit-learn torch optuna)."
  exit 0
fi
if [ "$(id -u)" = 0 ]; then root=(); else root=(sudo); fi
wait_for_lock=(-o DPkg::Lock::Timeout=600)
"${root[@]}" apt-get update -q
"${root[@]}" apt-get install -y --no-install-recommends "${wait_for_lock[@]}" "${packages[@]}"
/usr/bin/python3 -c 'import sklearn, torch; print("scikit-learn", sklearn.__version__, "PyTorch", torch.__version__)'
