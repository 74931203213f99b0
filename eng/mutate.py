#!/usr/bin/env python3
"""Breaks lines of the product one at a time, in a copy of the working tree, and says whether the tests notice.

    eng/mutate.py                          the mutants of eng/mutants.txt
    eng/mutate.py --only Standardizer      those whose name or file has the text
    eng/mutate.py --sample 20 --seed 1     as many mutants drawn from SCOPES, by the operators below

A mutant is killed where its tests fail, or run longer than ten minutes. One that does not compile does not count.
The exit code is 1 where a mutant of the list survives. Needs Python 3.9, git and the SDK; changes nothing in the working tree.
"""

import argparse
import os
import pathlib
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
TIMEOUT = 600

LEARNERS = "RowProtocolTests|LearnerContractTests"


def classes(folder):
    """The test classes of a folder."""
    return "|".join(path.stem for path in sorted((ROOT / folder).rglob("*Tests.cs")))


SCOPES = {  # Folder of the product: its test projects and, of each, the test classes; none means all.
    "src/Online/Learning": [("test/Online", ""), ("test/Learners", LEARNERS)],
    "src/Online/Guard": [("test/Online", ""), ("test/Learners", LEARNERS)],
    "src/Learners/LruRegression": [("test/Learners", "AlarmTests|FaultTests|" + classes("test/Learners/LruRegression") + "|" + LEARNERS)],
    "src/Learners/LruForecasting": [("test/Learners", "FaultTests|" + classes("test/Learners/LruForecasting") + "|" + LEARNERS)],
}
OPERATORS = [(" < ", " <= "), (" <= ", " < "), (" > ", " >= "), (" >= ", " > "), (" == ", " != "), (" != ", " == "), (" && ", " || "), (" || ", " && "),
             (" + ", " - "), (" - ", " + "), (" * ", " / "), (" / ", " * "), (" += ", " -= "), (" -= ", " += "), ("++", "--"),
             ("Math.Max(", "Math.Min("), ("Math.Min(", "Math.Max(")]
NOT_CODE = re.compile(r"\s*(//|\[|using |namespace |/\*)")
CONSTANT = re.compile(r"(?<![\w.])\d+(\.\d+)?(?![\w.])")
CALL = re.compile(r"\s+[\w.?\[\]]+\(.*\);\s*$")


def listed():
    """The mutants of eng/mutants.txt: (name, file, start, end, replacement, tests)."""
    text = "\n".join(line for line in (ROOT / "eng/mutants.txt").read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    for block in re.split(r"\n\s*\n", text.strip()):
        name, *rest = block.splitlines()
        fields = {line.split(" ", 1)[0].rstrip(): (line.split(" ", 1) + [""])[1] for line in rest}
        project, _, classes = fields["test:"].partition(" ")
        # White space in the text to find stands for any white space.
        pattern = re.compile(r"\s+".join(map(re.escape, fields["-"].split())))
        found = list(pattern.finditer((ROOT / fields["file:"]).read_text(encoding="utf-8")))
        if len(found) != 1:
            sys.exit(f"{name}: the text to find is {len(found)} times in {fields['file:']}.")
        yield name, fields["file:"], found[0].start(), found[0].end(), fields["+"].strip(), [(project, classes.replace(" ", "|"))]


def generated():
    """Every mutant that the operators make of the folders of SCOPES."""
    for folder, tests in SCOPES.items():
        for path in sorted((ROOT / folder).rglob("*.cs")):
            file, at = path.relative_to(ROOT).as_posix(), 0
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(keepends=True), 1):
                for start, end, replacement in [] if NOT_CODE.match(line) else changes(line):
                    change = f"'{line[start:end].strip()}' becomes '{replacement.strip()}'"
                    yield f"line {number}, {change}: {line.strip()}", file, at + start, at + end, replacement, tests
                at += len(line)


def changes(line):
    """Places in a line, and what may stand there; nothing within text."""
    code = line.split(" // ")[0]
    found = [(at.start(), at.end(), new) for old, new in OPERATORS for at in re.finditer(re.escape(old), code)]
    if "const " in code or "static readonly" in code:
        found += [(at.start(), at.end(), f"{float(at[0]) * 2 + (at[0] == '0'):g}") for at in CONSTANT.finditer(code)]
    if CALL.match(code):
        found.append((len(code) - len(code.lstrip()), len(code.rstrip()), ";"))
    return [change for change in found if code[: change[0]].count('"') % 2 == 0]


def run(folder, *arguments):
    """The exit code and the output of the SDK; None where it was too slow."""
    process = subprocess.Popen(["dotnet", *arguments], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True)
    try:
        output, _ = process.communicate(timeout=TIMEOUT)
        return process.returncode, output
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        return None, process.communicate()[0]


def build(folder, project):
    properties = ["-p:RunAnalyzers=false", "-p:TreatWarningsAsErrors=false"]
    return run(folder, "build", project, "-v", "q", "-nologo", "-m:1", "-nodeReuse:false", *properties)


def test(folder, project, classes):
    selection = ["--filter", "|".join(f"FullyQualifiedName~.{name}." for name in classes.split("|"))] if classes else []
    return run(folder, "test", project, "--no-build", "-nologo", *selection)


def check(folder, mutants):
    """Builds the copy as it is, and sees its tests pass: a mutant cannot be judged by tests that fail without it."""
    wanted = {}
    for project, classes in {pair for mutant in mutants for pair in mutant[5]}:
        wanted.setdefault(project, []).append(classes)
    for project, classes in wanted.items():
        code, output = build(folder, project)
        code, output = test(folder, project, "|".join(classes) if all(classes) else "") if code == 0 else (code, output)
        if code != 0 or "No test matches" in output:
            sys.exit(f"Without any mutant, {project} does not pass:\n{output}")


def judge(folder, tests):
    for project, classes in tests:
        if build(folder, project)[0] != 0:
            return "does not compile"
        code, output = test(folder, project, classes)
        if code != 0:
            failed = re.findall(r"^\s*Failed (\w+)", output, re.MULTILINE)
            return "killed by " + (", ".join(sorted(set(failed))) or "a run that did not come to its end")
    return "SURVIVED"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="")
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    mutants = list(generated() if options.sample else listed())
    mutants = [mutant for mutant in mutants if options.only in mutant[0] or options.only in mutant[1]]
    if options.sample:
        mutants = random.Random(options.seed).sample(mutants, min(options.sample, len(mutants)))
    mutants.sort(key=lambda mutant: (mutant[5], mutant[1]))

    results = []
    with tempfile.TemporaryDirectory(prefix="mutants-") as copy:
        files = subprocess.run(["git", "ls-files", "-co", "--exclude-standard", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
        for file in filter(lambda file: (ROOT / file).is_file(), files.decode().split("\0")):
            (pathlib.Path(copy) / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / file, pathlib.Path(copy) / file)
        check(copy, mutants)
        for name, file, start, end, replacement, tests in mutants:
            path = pathlib.Path(copy) / file
            original = path.read_text(encoding="utf-8")
            path.write_text(original[:start] + replacement + original[end:], encoding="utf-8")
            results.append(judge(copy, tests))
            path.write_text(original, encoding="utf-8")
            print(f"{file}: {name}\n    {results[-1]}", flush=True)

    survived, failed = results.count("SURVIVED"), results.count("does not compile")
    print(f"{len(results) - survived - failed} of {len(results) - failed} mutants killed, {failed} did not compile.")
    sys.exit(1 if survived and not options.sample else 0)


if __name__ == "__main__":
    main()
