#!/usr/bin/env python3
"""The formats that CI reads, from outside, over every shipped example and policy: SARIF against the schema of
OASIS, JUnit by an XML parser that is not ours, GitHub's commands by what its runner does with them.

    formats.py OPENRISK          the schema is looked for in $OPENRISK_DATA/schemas

Ends with the line "N passed, N failed".
"""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

import jsonschema

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "support"))
from outside import check, date, finish, openrisk, root, run

data = os.environ.get("OPENRISK_DATA", "")
schema_file = pathlib.Path(data) / "schemas" / "sarif-schema-2.1.0.json"
validator = None
if data and schema_file.exists():
    schema = json.loads(schema_file.read_text())
    validator = jsonschema.validators.validator_for(schema)(schema, format_checker=jsonschema.FormatChecker())
else:
    print("SKIPPED validation against the SARIF schema: OPENRISK_DATA names no folder with schemas/sarif-schema-2.1.0.json")


def check_sarif(name, text):
    sarif = json.loads(text)
    if validator:
        errors = [f"{'/'.join(map(str, e.path))}: {e.message[:300]}" for e in validator.iter_errors(sarif)]
        check(f"{name}: valid", not errors, "\n".join(errors[:5]))
    run = sarif["runs"][0]
    check(f"{name}: within GitHub's limits", len(sarif["runs"]) <= 20 and len(run["results"]) <= 25000)
    check(f"{name}: the category ends in /", run["automationDetails"]["id"].endswith("/"))
    rules = run["tool"]["driver"]["rules"]
    check(f"{name}: rules once each", len({r["id"] for r in rules}) == len(rules))
    check(f"{name}: rules have help", all(r["help"]["text"] for r in rules))
    seen = set()
    for result in run["results"]:
        place = result["locations"][0]["physicalLocation"]
        ok = (rules[result["ruleIndex"]]["id"] == result["ruleId"]
              and (result["kind"] == "fail" or result["level"] == "none")
              and not re.match(r"/|[a-z]+:", place["artifactLocation"]["uri"])
              and place["region"]["startLine"] >= 1
              and result["partialFingerprints"]["openrisk/v1"] not in seen)
        seen.add(result["partialFingerprints"]["openrisk/v1"])
        check(f"{name}: result {result['ruleId']}", ok, json.dumps(result, indent=1))
    return sarif


def check_junit(name, text):
    tree = xml.etree.ElementTree.fromstring(text)
    for suite in tree.iter("testsuite"):
        cases = suite.findall("testcase")
        counted = {"tests": len(cases)}
        for attribute, element in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            counted[attribute] = sum(case.find(element) is not None for case in cases)
        stated = {key: int(suite.get(key)) for key in counted}
        check(f"{name}: counts", stated == counted and counted["tests"] > 0, f"{stated} {counted}")
    return tree


def unescaped(text, also):
    for code, character in also + [("%0D", "\r"), ("%0A", "\n"), ("%25", "%")]:
        text = text.replace(code, character)
    return text


def commands(text):
    """What GitHub's runner makes of standard output."""
    found = []
    for line in text.splitlines():
        match = re.fullmatch(r"::(error|warning|notice) ([^:]*)::(.*)", line)
        if not match:
            found.append(None)
            continue
        properties = dict(one.split("=", 1) for one in match[2].split(","))
        found.append((match[1], {k: unescaped(v, [("%3A", ":"), ("%2C", ",")]) for k, v in properties.items()},
                      unescaped(match[3], [])))
    return found


def check_github(name, text, cards):
    found = commands(text)
    check(f"{name}: commands alone", found and None not in found, text)
    for kind in ("error", "warning", "notice"):
        check(f"{name}: at most ten of a kind", sum(c[0] == kind for c in found) <= 10)
    for _, properties, _ in found[:-1]:
        check(f"{name}: a file and a line", properties.get("file") in cards and int(properties["line"]) >= 1,
              str(properties))
    check(f"{name}: the last one is the verdict", found[-1][0] == "notice" and found[-1][1]["title"] == "openrisk")
    return found


def check_gitlab(name, text):
    for entry in json.loads(text):
        ok = (entry["description"] and entry["check_name"] and re.fullmatch("[0-9a-f]{32}", entry["fingerprint"])
              and entry["severity"] in ("info", "minor", "major", "critical", "blocker")
              and not entry["location"]["path"].startswith(("/", "./")) and entry["location"]["lines"]["begin"] >= 1)
        check(f"{name}: {entry['check_name']}", ok, str(entry))


cards = sorted(str(p.relative_to(root)) for p in root.glob("examples/*/release.yaml"))
listed = run("policy", "list")[1]
policies = [p.stem for p in sorted(root.glob("rubrics/policies/*.yaml")) if not p.name.endswith(".cases.yaml")]
policies = [p for p in policies if p in listed]
with tempfile.TemporaryDirectory() as folder:
    house = os.path.join(folder, "house.yaml")
    check("policy new", run("policy", "new", "house", "-o", house)[0] == 0)
    for policy in [None, house, *policies]:
        judged = ["--policy", policy] if policy else []
        for given in [*([card] for card in cards), cards]:
            name = f"{policy and os.path.basename(policy)} {given[0] if len(given) == 1 else 'all examples'}"
            files = {f: os.path.join(folder, f) for f in ("sarif", "junit", "github", "github-summary", "gitlab")}
            if os.path.exists(files["github-summary"]):
                os.remove(files["github-summary"])
            status, out, err = run("assess", *given, *judged, "--date", date, "-f", "json",
                                   *(a for f, path in files.items() for a in ("-o", f"{f}={path}")))
            check(f"{name}: status", status in ((0, 1) if policy else (0,)), err)
            text = {f: pathlib.Path(path).read_text() for f, path in files.items()}
            reports = json.loads(out)
            reports = reports.get("reports", [reports])
            gates = [gate for report in reports for gate in report.get("gates", {}).get("results", [])]
            fails = sum(gate["verdict"] == "fail" for gate in gates)
            check(f"{name}: a gate fails where the status says so", (fails > 0) == (status == 1))
            sarif = check_sarif(f"sarif of {name}", text["sarif"])
            errors = [r for r in sarif["runs"][0]["results"] if r["level"] == "error" and "suppressions" not in r]
            check(f"{name}: sarif has the gates that fail", len(errors) == fails)
            tree = check_junit(f"junit of {name}", text["junit"])
            check(f"{name}: junit has every gate, and fails those that fail",
                  len(list(tree.iter("testcase"))) == (len(gates) or len(reports))
                  and len(list(tree.iter("failure"))) == fails)
            found = check_github(f"github of {name}", text["github"], given)
            check(f"{name}: github has the gates that fail", sum(c[0] == "error" for c in found) == min(fails, 10))
            check_gitlab(f"gitlab of {name}", text["gitlab"])
            check(f"{name}: summary", text["github-summary"].startswith("### ") and
                  len(text["github-summary"].encode()) < 1 << 20)

    # Names and texts that are meant to break out.
    hostile = 'a b;$(touch x),c:d%0A::error::e<&"\'.yaml'
    shutil.copy(root / cards[0], os.path.join(folder, hostile))
    lines = pathlib.Path(folder, hostile).read_text()
    name = r'"x]]> <b> ::error::y %0A [l](https://evil.example) \u202e\ufffe"'
    lines, count = re.subn(r"(?<=\bname: )[^,}\n]*", lambda match: name, lines, count=1)
    check("the card has a name to replace", count == 1)
    pathlib.Path(folder, hostile).write_text(lines)
    for policy in (None, house):
        judged = ["--policy", policy] if policy else []
        status, _, err = run("assess", hostile, *judged, "--date", date, cwd=folder)
        check("a hostile card is assessed", status in (0, 1), err)
        out = {f: run("assess", hostile, *judged, "--date", date, "-f", f, cwd=folder)[1]
               for f in ("sarif", "junit", "github", "github-summary", "gitlab")}
        sarif = check_sarif("sarif of a hostile card", out["sarif"])
        for result in sarif["runs"][0]["results"]:
            check("a hostile uri is plain",
                  re.fullmatch(r"[A-Za-z0-9._~%/-]+", result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]))
            check("a hostile message has no link", "](" not in result["message"]["text"])
        tree = check_junit("junit of a hostile card", out["junit"])
        check("a hostile name is still a name", "]]> <b> ::error::y %0A [l](https://evil.example)"
              in tree.find("testsuite").get("name"))
        check_github("github of a hostile card", out["github"], [hostile])
        check_gitlab("gitlab of a hostile card", out["gitlab"])
        check("a hostile summary", "<b>" not in out["github-summary"] and out["github-summary"].startswith("### "))

# Reports against their schema: one, several, what stands for a refused card, and what changed since an earlier one.
reports_schema = json.loads(run("schema", "report")[1])
jsonschema.Draft202012Validator.check_schema(reports_schema)
reports_valid = jsonschema.Draft202012Validator(reports_schema)
with tempfile.TemporaryDirectory() as folder:
    refused = os.path.join(folder, "refused.yaml")
    pathlib.Path(refused).write_text("openrisk: card/1\noutpust: [text]\n")
    for name, given, lines in [
            ("several", [*cards, "-f", "json"], False), ("lines", [*cards, refused, "-f", "jsonl"], True),
            ("with a refused card", [cards[0], refused, "-f", "json"], False),
            ("since an earlier card", [cards[0], "--baseline", cards[-1], "-f", "json"], False),
            ("frameworks since", [cards[0], "--baseline", cards[-1], "-r", "mof-1.0", "-f", "json"], False)]:
        _, out, _ = run("assess", *given, "--date", date)
        for document in map(json.loads, out.splitlines() if lines else [out]):
            wrong = [f"{'/'.join(map(str, e.path))}: {e.message[:300]}" for e in reports_valid.iter_errors(document)]
            check(f"reports, {name}: valid", not wrong, "\n".join(wrong[:5]))

# Statements against the schema of their predicate.
predicate = json.loads(run("schema", "attestation")[1])
jsonschema.Draft202012Validator.check_schema(predicate)
files = sorted(map(str, (root / "rubrics").glob("*.cases.yaml")))
for card in cards:
    for more in ([], ["--policy", "strict"], ["-r", "mof-1.0"]):
        _, out, err = run("attest", card, *more, "--date", date, "--subject", *files)
        statement = json.loads(out)
        wrong = [error.message for error in
                 jsonschema.Draft202012Validator(predicate).iter_errors(statement["predicate"])]
        check(f"statement about {card} {more}", not wrong and len(statement["subject"]) == len(files) + 1, wrong or err)

finish()
