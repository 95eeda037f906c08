#!/usr/bin/env python3
"""The frameworks as rubrics against their published results: every record is drafted as a card, assessed with the
rubric, and held against what the framework's own tool or site says of it.

    frameworks.py OPENRISK       the records are looked for in $OPENRISK_DATA

Ends with the line "N passed, N failed".
"""
import csv
import json
import os
import pathlib
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "support"))
from outside import check, finish, openrisk

data = pathlib.Path(os.environ.get("OPENRISK_DATA", "/nowhere"))
if not (data / "mot").exists():
    print("SKIPPED: OPENRISK_DATA names no folder with mot, osai, ouc and eiras")
    print("0 passed, 0 failed")
    sys.exit(0)


def draft(path):
    ran = subprocess.run([openrisk, "draft", str(path), "-f", "json"], capture_output=True, text=True)
    check(f"{path.name}: drafted", ran.returncode == 0, ran.stderr[-500:])
    return json.loads(ran.stdout) if ran.returncode == 0 else {"openrisk": "card/1", "release": {"name": path.name}}


def assess(cards, rubric):
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as lines:
        for card in cards:
            lines.write(json.dumps(card, ensure_ascii=False) + "\n")
        lines.flush()
        ran = subprocess.run([openrisk, "assess", lines.name, "-r", rubric, "-f", "jsonl", "-q"], capture_output=True,
                             text=True)
    reports = [json.loads(line) for line in ran.stdout.splitlines()]
    check(f"{rubric}: every card assessed", len(reports) == len(cards), ran.stderr[-500:])
    return reports


def drafts(folder):
    paths = sorted(p for p in folder.iterdir() if p.suffix in (".yml", ".yaml"))
    with ThreadPoolExecutor(2) as pool:
        return [p.name for p in paths], list(pool.map(draft, paths))


def rows(path):
    with open(path, newline="", encoding="utf-8") as file:
        return {row["file"]: row for row in csv.DictReader(file)}


def score(report, benefit="openness"):
    return next(b["score"] for b in report["benefits"] if b["id"] == benefit)


def same_score(what, report, expected):
    got = score(report)
    check(what, got["low"] == got["high"] == expected, f"{got} instead of {expected}")


def same_class(what, report, number, progress):
    ladder = next(entry for entry in report["ladders"] if entry["id"] == "mof")
    rung = {"0": "unclassified"}.get(number, "class_" + number)
    check(f"{what}: the class", ladder["certain"] == ladder["possible"] == rung,
          f"{ladder['certain']} to {ladder['possible']} instead of {rung}")
    for entry in ladder["rungs"]:
        if entry["id"] in progress:
            wanted = round(progress[entry["id"]] + 1e-9, 2)
            check(f"{what}: progress towards {entry['id']}", entry["met"]["low"] == entry["met"]["high"] == wanted,
                  f"{entry['met']} instead of {wanted}")


names, cards = drafts(data / "osai" / "models")
published = rows(data / "osai" / "scores.csv")
for name, report in zip(names, assess(cards, "osai")):
    same_score(f"osai {name}", report, round(float(published[name]["score"]) * 100, 2))

names, cards = drafts(data / "ouc" / "projects")
published = rows(data / "ouc" / "scores.csv")
for name, report in zip(names, assess(cards, "ouc")):
    same_score(f"ouc {name}", report, round(float(published[name]["openness"]) / 14 * 100 + 1e-9, 2))

names, cards = drafts(data / "mot" / "models")
published = rows(data / "mot" / "classes.csv")
for name, report in zip(names, assess(cards, "mof-1.0")):
    row = published[name]
    same_class(f"mot {name}", report, row["class"], {f"class_{i}": float(row[f"p{i}"]) for i in (1, 2, 3)})

# The tool's own cases, by the name of the release.
names, cards = drafts(data / "mot" / "cases")
expected = {model["release"]["name"]: model["classification"]
            for model in json.loads((data / "mot" / "cases" / "expected.json").read_text())["models"]}
for name, report in zip(names, assess(cards, "mof-1.0")):
    wanted = expected[report["card"]["name"]]
    same_class(f"mot case {name}", report, str(wanted["class"]),
               {f"class_{i}": float(wanted["progress"][str(i)]) for i in (1, 2, 3)})

# Levels of components. There are no records, only the levels with the licences that they rest on: a card has the
# access that a level needs, the licence as it is named, and of the parts of a model those that have a level. The
# criteria win where the published level contradicts them: such rows are listed at the end of the rubric.

TRAINED, TESTED = ("model", "post_training"), ("evaluation", "parts")
COMPONENTS = {  # column: its ladder, its fact, and what says that the model has it
    "training.code.pretraining": ("pretraining_code", "code.pretraining", None, None),
    "training.code.finetuning": ("finetuning_code", "code.finetuning", TRAINED, "finetuning"),
    "training.code.alignment": ("alignment_code", "code.alignment", TRAINED, "alignment"),
    "training.data.pretraining": ("pretraining_data", "data.pretraining", None, None),
    "training.data.sft": ("finetuning_data", "data.finetuning", TRAINED, "finetuning"),
    "training.data.alignment": ("alignment_data", "data.alignment", TRAINED, "alignment"),
    "evaluation.code.general": ("evaluation_code", "code.evaluation", TESTED, "benchmark_code"),
    "evaluation.code.safety": ("safety_evaluation_code", "code.safety_evaluation", TESTED, "safety_code"),
    "evaluation.data.utility": ("evaluation_data", "data.evaluation", TESTED, "own_test_sets"),
    "evaluation.data.safety": ("safety_evaluation_data", "data.safety_evaluation", TESTED, "safety_data"),
    "deployment.code.inference": ("inference_code", "code.inference", None, None),
    "deployment.data.weights": ("weights", "weights", None, None)}
DIFFERENT = {  # (model, ladder): published level, lowest and highest level here
    ("PolyCoder", "inference_code"): ("5", "4", "4"), ("PolyCoder", "weights"): ("5", "4", "4"),
    ("DBRX", "inference_code"): ("3", "4", "4"), ("DBRX", "weights"): ("3", "4", "4"),
    ("T5", "finetuning_data"): ("N/A", "1", "5"), ("mT5", "finetuning_data"): ("N/A", "1", "5"),
    ("CodeT5", "finetuning_data"): ("N/A", "1", "5"), ("Anthropic LM", "finetuning_data"): ("N/A", "1", "5")}


def access_of(fact, level):
    if level == "Unknown":
        return "unknown"
    if fact == "weights":
        return {"1": "internal", "2": "hosted"}.get(level, "open")
    return ("none" if fact.startswith("code") else "undisclosed") if level == "1" else "open"


def card_of(row):
    card = {"openrisk": "card/1", "release": {"name": row["title"]}}
    for section, fact in (TRAINED, TESTED):
        card[section] = {fact: sorted({member for column, (_, _, owner, member) in COMPONENTS.items()
                                       if owner == (section, fact) and row[column] != "N/A"})}
    for column, (_, fact, _, _) in COMPONENTS.items():
        if row[column] == "N/A":
            continue
        place = card
        for part in fact.split("."):
            place = place.setdefault(part, {})
        place["access"] = access_of(fact, row[column])
        if place["access"] == "open":
            place["license"] = row[column + ".license"] or "unknown"
    return card


def levels_of(report, ladder):
    entry = next(one for one in report["ladders"] if one["id"] == ladder)
    ends = [(entry[end] or "level_0").removeprefix("level_") for end in ("certain", "possible")]
    return ("N/A", "N/A") if ends == ["0", "0"] else tuple(ends)


def agrees(published, low, high):
    if published == "N/A":
        return (low, high) == ("N/A", "N/A")
    return low < high if published == "Unknown" else low <= published <= high


published = list(rows(data / "eiras" / "levels.csv").values())
different, equal = {}, 0
for row, report in zip(published, assess([card_of(row) for row in published], "eiras-2024")):
    for column, (ladder, _, _, _) in COMPONENTS.items():
        low, high = levels_of(report, ladder)
        equal += low == high == row[column]
        if not agrees(row[column], low, high):
            different[row["title"], ladder] = (row[column], low, high)
check("eiras: the rows that differ are those that are known to", different == DIFFERENT,
      sorted(set(different.items()) ^ set(DIFFERENT.items())))
check("eiras: most levels are the published ones, not just within a range", equal >= 189, equal)
listed = (pathlib.Path(__file__).parents[1] / "rubrics" / "eiras-2024.yaml").read_text().split("# Agreement with")[1]
for model in sorted({model for model, _ in DIFFERENT}):
    check(f"eiras: the rubric lists {model}", model in listed)

finish()
