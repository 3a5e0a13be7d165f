"""Writes what Sobol's and Halton's sequences are checked by, and the direction numbers themselves.

Run once, with Debian's SciPy (apt-get install python3-scipy); both results are committed:
    /usr/bin/python3 scripts/goldens/qmc_goldens.py > tests/parity/qmc_goldens.h
    /usr/bin/python3 scripts/goldens/qmc_goldens.py --directions > src/tune/sobol_directions.h
SciPy carries the table new-joe-kuo-6.21201 of Joe and Kuo; the points come from its own generators.
"""
import os
import sys

import numpy as np
import scipy
from scipy.stats import qmc

from text import numbers

DIMENSIONS = 160  # all polynomials up to degree 10
SOBOL_DIMENSIONS = [0, 1, 2, 3, 6, 17, 40, 52, 77, 100, 128, 159]
SOBOL_POINTS = [1, 2, 3, 5, 8, 100, 513, 1023]
HALTON_DIMENSIONS = [0, 1, 2, 5, 20, 63, 100, 159]
HALTON_POINTS = [0, 1, 2, 3, 10, 257, 999]

LICENCE = """\
/* Primitive polynomials and initial direction numbers of the first dimensions of new-joe-kuo-6.21201
 * (https://web.maths.unsw.edu.au/~fkuo/sobol/), which come under this licence:
 *
 * Copyright (c) 2008, Frances Y. Kuo and Stephen Joe. All rights reserved.
 *
 * Redistribution and use in source and binary forms, with or without modification, are permitted provided that the following
 * conditions are met: Redistributions of source code must retain the above copyright notice, this list of conditions and the
 * following disclaimer. Redistributions in binary form must reproduce the above copyright notice, this list of conditions and
 * the following disclaimer in the documentation and/or other materials provided with the distribution. Neither the names of the
 * copyright holders nor the names of the University of New South Wales and the University of Waikato and its contributors may be
 * used to endorse or promote products derived from this software without specific prior written permission.
 *
 * THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS "AS IS" AND ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED
 * TO, THE IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE DISCLAIMED. IN NO EVENT SHALL THE
 * COPYRIGHT HOLDERS BE LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL DAMAGES (INCLUDING, BUT
 * NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
 * CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY, OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE)
 * ARISING IN ANY WAY OUT OF THE USE OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE. */"""


def directions():
    path = os.path.join(os.path.dirname(scipy.__file__), "stats", "_sobol_direction_numbers.npz")
    with np.load(path) as table:
        polynomials, initial = table["poly"], table["vinit"]
    flat = []
    for d in range(1, DIMENSIONS):
        polynomial = int(polynomials[d])
        degree = polynomial.bit_length() - 1
        flat += [degree, polynomial] + [int(m) for m in initial[d][:degree]]
    print(f"{LICENCE}\n#ifndef SOBOL_DIRECTIONS_H\n#define SOBOL_DIRECTIONS_H\n\n#include <stdint.h>\n")
    print("/* Written by scripts/goldens/qmc_goldens.py, not edited by hand. The first dimension has no polynomial; of each other one: the")
    print(" * degree s, the polynomial as bits (the highest and the lowest are 1), and m_1 .. m_s. */")
    print(f"enum {{ SOBOL_TABLE_DIMENSIONS = {DIMENSIONS} }};")
    print(f"static const uint16_t sobol_table[{len(flat)}] = {{\n{numbers(flat, str)}\n}};\n\n#endif")


def goldens():
    sobol = qmc.Sobol(DIMENSIONS, scramble=False, bits=30).random(1024)
    halton = qmc.Halton(DIMENSIONS, scramble=False).random(1000)
    print(f"/* Written by scripts/goldens/qmc_goldens.py with SciPy {scipy.__version__}; not edited by hand. */")
    print("#ifndef QMC_GOLDENS_H\n#define QMC_GOLDENS_H\n")
    for name, points, dimensions, indices in (
        ("sobol", sobol, SOBOL_DIMENSIONS, SOBOL_POINTS),
        ("halton", halton, HALTON_DIMENSIONS, HALTON_POINTS),
    ):
        size = f"{name.upper()}_GOLDEN_POINTS = {len(indices)}, {name.upper()}_GOLDEN_DIMENSIONS = {len(dimensions)}"
        print(f"enum {{ {size} }};")
        print(f"static const int {name}_golden_dimensions[{len(dimensions)}] = {{{', '.join(map(str, dimensions))}}};")
        if name == "sobol":
            print("/* SciPy walks in the order of Gray's code: its point i is number i ^ (i >> 1) of the sequence. */")
            indices_of = [i ^ (i >> 1) for i in indices]
        else:
            indices_of = indices
        print(f"static const int {name}_golden_points[{len(indices)}] = {{{', '.join(map(str, indices_of))}}};")
        flat = [points[i][d] for i in indices for d in dimensions]
        print(f"static const double {name}_goldens[{len(flat)}] = {{\n{numbers(flat, '{:.17g}'.format)}\n}};")
    print("\n#endif")


directions() if "--directions" in sys.argv else goldens()
