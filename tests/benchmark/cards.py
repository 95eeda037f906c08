#!/usr/bin/env python3
"""Many cards for a measurement: the examples as JSON with some facts left out or turned round, always the same.

    cards.py COUNT FILE          writes FILE, JSON Lines
"""
import datetime
import json
import pathlib
import random
import sys

import yaml

count, file = int(sys.argv[1]), sys.argv[2]
root = pathlib.Path(__file__).resolve().parent.parent.parent
cards = [yaml.safe_load(path.read_text()) for path in sorted(root.glob("examples/*/release.yaml"))]
dice = random.Random(5)


def varied(value):
    """A section with some of its facts unknown, and some of its truths the other way."""
    if not isinstance(value, dict) or "value" in value:
        said = value["value"] if isinstance(value, dict) else value
        if dice.random() < 0.1:
            return "unknown"
        if isinstance(said, bool) and dice.random() < 0.3:
            return not said
        return value
    return {key: varied(inner) for key, inner in value.items()}


with open(file, "w") as out:
    for number in range(count):
        card = dict(cards[number % len(cards)])
        for section in ("model", "data", "safeguards", "documentation", "distribution", "monitoring"):
            if section in card:
                card[section] = varied(card[section])
        card["release"] = {**card["release"], "version": str(number)}
        out.write(json.dumps(card, default=datetime.date.isoformat) + "\n")
