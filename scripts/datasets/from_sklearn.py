"""Writes datasets/*.csv from the files that Debian's python3-sklearn carries (apt-get install python3-sklearn).

Run once: /usr/bin/python3 scripts/datasets/from_sklearn.py; the results are committed. Only the standard library is
used. Values are taken over as text, so nothing is rounded; the target is the last column, classes by name.
"""
import csv
import gzip
import sys
from pathlib import Path

SOURCE = Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/lib/python3/dist-packages/sklearn/datasets/data")
OUT = Path(__file__).resolve().parents[2] / "datasets"

IRIS = "sepal_length sepal_width petal_length petal_width".split()
WINE = """alcohol malic_acid ash alcalinity_of_ash magnesium total_phenols flavanoids nonflavanoid_phenols
    proanthocyanins color_intensity hue od280_od315 proline""".split()
NUCLEUS = """radius texture perimeter area smoothness compactness concavity concave_points symmetry
    fractal_dimension""".split()
CANCER = [f"{kind}_{name}" for kind in ("mean", "error", "worst") for name in NUCLEUS]
PIXELS = [f"pixel_{row}_{column}" for row in range(8) for column in range(8)]
DIABETES = "age sex bmi bp s1 s2 s3 s4 s5 s6".split()


def read(name, delimiter=","):
    path = SOURCE / name
    opened = gzip.open(path, "rt") if path.suffix == ".gz" else open(path)
    with opened as file:
        return [line.split(delimiter) for line in file.read().split("\n") if line]


def write(name, header, rows):
    with open(OUT / name, "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
    print(f"{name}: {len(rows)} rows, {len(header)} columns")


def named(name, header, target):
    """scikit-learn's own layout: a first line with rows, columns and class names; the class is a number."""
    (_, _, *classes), *rows = read(name)
    return header + [target], [row[:-1] + [classes[int(row[-1])]] for row in rows]


write("iris.csv", *named("iris.csv", IRIS, "species"))
write("wine.csv", *named("wine_data.csv", WINE, "cultivar"))
write("breast_cancer.csv", *named("breast_cancer.csv", CANCER, "diagnosis"))
write("digits.csv", PIXELS + ["digit"], read("digits.csv.gz"))
write("diabetes.csv", DIABETES + ["progression"], [
    [value.rstrip("0").rstrip(".") if "." in value else value for value in row] + [str(int(float(target)))]
    for row, (target,) in zip(read("diabetes_data_raw.csv.gz", " "), read("diabetes_target.csv.gz"))
])
