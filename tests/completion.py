"""Completion and manual hold every command and option that the help shows; and completion works in real shells,
as far as they are installed, typed by keys.

    completion.py OPENRISK
"""
import os
import pathlib
import pty
import re
import select
import shutil
import subprocess
import sys
import tempfile
import time

openrisk = os.path.abspath(sys.argv[1])
failures = 0


def check(name, holds, detail=""):
    global failures
    if not holds:
        failures += 1
        print(f"FAILED {name}: {detail}")


def run(*args):
    result = subprocess.run([openrisk, *args], capture_output=True, text=True, timeout=60)
    return result.stdout


def complete(*words):
    return [line.split("\t")[0] for line in run("__complete", *words).splitlines()]


def commands_in(text):
    part = text.split("Usage: openrisk", 1)[1].split("\n\n")[1]
    return [line.split()[0] for line in part.splitlines() if line.startswith("  ") and line.strip()]


# --- against the help, which is what people read

manual = run("manual")
plain = re.sub(r"\\f.", "", manual.replace("\\-", "-").replace("\\&", ""))
top = commands_in(run("--help"))
check("the help lists commands", len(top) > 10 and "assess" in top, top)
check("completion knows the commands", set(top) <= set(complete("")), set(top) - set(complete("")))
leaves = []
for name in top:
    text = run(name, "--help")
    if "Usage: openrisk %s COMMAND" % name in text:
        inner = commands_in(text)
        check(f"{name} has commands", len(inner) > 1, text)
        check(f"completion of {name}", set(inner) <= set(complete(name, "")), complete(name, ""))
        leaves += [(name, one) for one in inner]
    else:
        leaves.append((name,) if name != "new" else ("new", "card"))
options = 0
for leaf in leaves:
    text = run(*leaf, "--help")
    shown = set(re.findall(r"^  (?:(-\w), |    )(--[a-z-]+)", text, re.M))
    names = {name for pair in shown for name in pair if name}
    also = re.search(r"^  also: (.*?)(?=\n\n|\Z)", text, re.M | re.S)
    names |= set(re.findall(r"(?<!\S)--?[a-z][a-z-]*", also.group(1).replace(",", " ").replace(";", " "))) if also else set()
    options += len(names)
    check(f"options of {leaf}", "--help" in names, text)
    known = complete(*leaf, "-")
    check(f"completion of {leaf}", names <= set(known), names - set(known))
    section = plain.split(".SS openrisk " + " ".join(leaf) + " ", 1)
    check(f"{leaf} in the manual", len(section) == 2)
    section = section[-1].split("\n.SS ")[0].split("\n.SH ")[0] + plain.split("\n.SH COMMON OPTIONS")[1]
    missing = {name for name in names if not re.search(r"(?<![\w-])" + name + r"(?![\w-])", section)}
    check(f"manual of {leaf}", not missing, missing)
check("there are options", options > 80, options)

# --- values

for words, some, none in [
        (("assess", "--set", "weights."), {"weights.access=", "weights.license="}, {"model.finetunable="}),
        (("assess", "--set", "weights.access="), {"weights.access=open", "weights.access=unknown"}, {":files"}),
        (("assess", "--set=weights.access=h"), {"--set=weights.access=hosted"}, set()),
        (("assess", "-r", ""), {"science-2024", "mof-1.0", ":files"}, {"starter"}),
        (("assess", "--policy", "s"), {"starter", "strict", ":files"}, {"science-2024"}),
        (("assess", "--color", ""), {"auto", "never"}, {":files"}),
        (("assess", "-f", ""), {"sarif", "markdown"}, {":files"}),
        (("assess", ""), {":files"}, {"--set"}),
        (("assess", "--", "-"), {":files"}, {"--set"}),
        (("compare", "--by", "threats."), {"threats.ncii_csam.closed"}, {"burdens.open_data_liability"}),
        (("compare", "-r", "mof-1.0", "--by", ""), {"ladders.mof"}, {"threats.ncii_csam.closed"}),
        (("advise", "--until", "threats.ncii_csam.closed="), {"threats.ncii_csam.closed=moderate"}, {":files"}),
        (("advise", "--allow", "weights."), {"weights.access"}, {"weights.access="}),
        (("explain", "nc"), {"ncii_csam"}, {":files"}),
        (("explain", "unknown-"), {"unknown-fact"}, set()),
        (("explain", "weights.a"), {"weights.access"}, set()),
        (("explain", ""), {"threats", "glossary", "disinformation", "mof-1.0", "starter"}, {"unknown-fact"}),
        (("explain", "osa"), {"osai", "osaid-1.0"}, {"osaid-1"}),
        (("explain", "-r", "osaid-1.0", "osa"), {"osaid", "osaid-1.0"}, set()),
        (("explain", "-r", "osaid-1.0", "free"), {"freedoms"}, set()),
        (("rubric", "new", "--kind", ""), {"threats", "ladder", "checks"}, {":files"}),
        (("rubric", "new", "mine", "-k", "l"), {"ladder"}, {"threats"}),
        (("new", "card", "--outputs", "text,im"), {"text,image"}, {":files"}),
        (("attest", "a", "--subject", "b", ""), {":files"}, set()),
        (("schema", ""), {"card", "attestation"}, {":files"}),
        (("help", "a"), {"assess", "advise", "attest"}, set()),
        (("nonsense", ""), set(), {":files"})]:
    found = set(complete(*words))
    check(f"completion of {words}", some <= found and not none & found, sorted(found)[:20])


# --- real shells

def seen(out):
    return re.sub(rb"\x1b\[[0-9;?]*[A-Za-z]|\x07", b"", out)


def typed(command, setup, keys, wanted, seconds=20):
    """Starts a shell on a terminal of its own, types, and waits for a text."""
    pid, fd = pty.fork()
    if pid == 0:
        os.environ.update({"PATH": os.path.dirname(openrisk) + ":" + os.environ["PATH"], "TERM": "dumb",
                           "PS1": "$ ", "HOME": home, "ZDOTDIR": home, "XDG_CONFIG_HOME": home})
        os.chdir(home)
        os.execvp(command[0], command)
    out = b""

    def wait(text, until):
        nonlocal out
        while text not in seen(out) and time.time() < until:
            if select.select([fd], [], [], 0.1)[0]:
                try:
                    out += os.read(fd, 65536)
                except OSError:
                    break
        return text in seen(out)

    os.write(fd, (setup + "; echo rea''dy\n").encode())
    ready = wait(b"ready\r\n", time.time() + seconds)
    time.sleep(0.3)  # until the prompt is there
    out = b""
    os.write(fd, keys.encode())
    found = ready and wait(wanted.encode(), time.time() + seconds)
    os.write(fd, b"\x15exit\n")
    os.close(fd)
    os.waitpid(pid, 0)
    check(f"{command[0]}: {keys!r}", found, ascii(seen(out).decode(errors="replace"))[-500:])


home = tempfile.mkdtemp(prefix="openrisk-completion-")
pathlib.Path(home, "release-of-mine.yaml").touch()
rows = [("openrisk ass\t", "assess "), ("openrisk assess --set weights.acc\t", "weights.access="),
        ("openrisk assess --set weights.access=ho\t", "weights.access=hosted"),
        ("openrisk assess --set=weights.access=ho\t", "--set=weights.access=hosted"),
        ("openrisk assess --rubric=sci\t", "--rubric=science-2024"),
        ("openrisk assess release-o\t", "release-of-mine.yaml"),
        ("openrisk explain ncii_\t", "ncii_csam")]
for shell, command, setup in [
        ("bash", ["bash", "--norc", "--noprofile", "-i"], "source <(openrisk completion bash)"),
        ("zsh", ["zsh", "-f", "-i"], "autoload -U compinit; compinit -D -u; source <(openrisk completion zsh)")]:
    if not shutil.which(shell):
        print(f"SKIPPED {shell}: it is not installed")
        continue
    for keys, wanted in rows[1:-1]:
        typed(command, setup, keys, wanted)
if shutil.which("fish"):
    for keys, wanted in rows:
        line = keys.rstrip("\t")
        result = subprocess.run(
            ["fish", "-N", "-c", 'openrisk completion fish | source; complete -C "$argv[1]"', line],
            capture_output=True, text=True, cwd=home, timeout=60,
            env={**os.environ, "HOME": home, "XDG_CONFIG_HOME": home,
                 "PATH": os.path.dirname(openrisk) + ":" + os.environ["PATH"]})
        words = [one.split("\t")[0] for one in result.stdout.splitlines()]
        check(f"fish: {line!r}", any(one.endswith(wanted.strip()) for one in words), result.stdout + result.stderr)
else:
    print("SKIPPED fish: it is not installed")
if shutil.which("bash"):
    for shell in ("bash", "zsh", "fish"):
        if shutil.which(shell):
            result = subprocess.run([shell, "-n"], input=run("completion", shell), capture_output=True, text=True)
            check(f"{shell} reads the script", result.returncode == 0, result.stderr)
if shutil.which("groff"):
    result = subprocess.run(["groff", "-man", "-Tutf8", "-ww", "-z"], input=manual, capture_output=True, text=True)
    check("the manual is clean roff", result.stderr == "", result.stderr)
else:
    print("SKIPPED the check of roff: groff is not installed")
shutil.rmtree(home, ignore_errors=True)
print(f"{options} options of {len(leaves)} commands")
sys.exit(1 if failures else 0)
