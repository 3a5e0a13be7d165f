"""Writes datasets/seattle_weather.csv and penguins.csv from npm's package vega-datasets 3.2.1.

Run once: npm pack vega-datasets@3.2.1 && tar -xzf vega-datasets-3.2.1.tgz, then python3 scripts/datasets/from_vega.py
package/data; the results are committed. Only the standard library is used. Measured values are taken over as they stand.
"""
import csv
import json
import math
import sys
from datetime import date
from pathlib import Path

SOURCE = Path(sys.argv[1])
OUT = Path(__file__).resolve().parents[2] / "datasets"
DAYS = 365.2425  # of a year
PENGUIN = {
    "Island": "island",
    "Beak Length (mm)": "beak_length_mm",
    "Beak Depth (mm)": "beak_depth_mm",
    "Flipper Length (mm)": "flipper_length_mm",
    "Body Mass (g)": "body_mass_g",
    "Sex": "sex",
    "Species": "species",
}


def write(name, header, rows):
    with open(OUT / name, "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
    print(f"{name}: {len(rows)} rows, {len(header)} columns, {(OUT / name).stat().st_size} bytes")


def season(day):
    """The day of the year as a point on a circle, 1 January at (0, 1): 31 December is beside it."""
    angle = 2 * math.pi * (date.fromisoformat(day).timetuple().tm_yday - 1) / DAYS
    return [f"{round(part, 4) + 0.0:.4f}" for part in (math.sin(angle), math.cos(angle))]


def weather():
    """In order of time, one row a day without a gap; the date itself gives way to the season."""
    with open(SOURCE / "seattle-weather.csv", newline="") as file:
        rows = list(csv.DictReader(file))
    days = [date.fromisoformat(row["date"]).toordinal() for row in rows]
    assert days == list(range(days[0], days[0] + len(days)))
    measured = ["precipitation", "temp_max", "temp_min", "wind"]
    header = [*measured, "season_sin", "season_cos", "weather"]
    write("seattle_weather.csv", header, [
        [row[name] for name in measured] + season(row["date"]) + [row["weather"]] for row in rows
    ])


def penguins():
    """Rows with a gap are dropped, and with them the one whose sex is a dot."""
    rows = json.loads((SOURCE / "penguins.json").read_text())
    whole = [row for row in rows if all(row[key] not in (None, ".") for key in PENGUIN)]
    print(f"penguins.csv: {len(rows) - len(whole)} of {len(rows)} rows dropped")
    texts = [[str(row[key]) for key in PENGUIN] for row in whole]
    write("penguins.csv", PENGUIN.values(), texts)


weather()
penguins()
