"""What splink and recordlinkage make of a person file; run with the peers' Python (`make bench` makes it).

Usage: python -m tests.bench.matching.peers splink|recordlinkage PEOPLE_CSV TRUTH_CSV

Prints one line of JSON: tool, version, f1, precision and recall at the tool's
plain threshold (probability .5), ``best`` with the same at the threshold that
the truth itself shows to be the best one, pairs_scored, cpu_s and wall_s (from
the cleaned table to the scored pairs, training included).

Both get the same cleaned columns and the same blocking (recordlinkage two rules more,
without which its classifier takes families for one woman). splink: comparisons of
its library, term frequencies for the names, u by random sampling, m by EM over
two blockings. recordlinkage: its ECM classifier over binary agreements.
"""

from __future__ import annotations

import csv
import json
import logging
import sys
import time
import warnings
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import Any

import jellyfish
import pandas as pd

from tests.bench.matching.cleaning import cleaned

Pair = tuple[str, str]
Scores = dict[Pair, float]
_SEED = 11
_PLAIN = 0.5

# Each is one blocking rule: records that agree in all its columns are compared.
BLOCKS: tuple[tuple[str, ...], ...] = (
    ("token",),
    ("voter",),
    ("account",),
    ("mobile",),
    ("first_code", "man_code", "gp"),
    ("first_code", "dob"),
    ("man_code", "dob"),
    ("last_code", "dob"),
    ("first_code", "year", "village"),
    ("man_code", "year", "village"),
    ("first_code", "last_code", "gp"),
    ("dob", "gp"),
)
WIDER_BLOCKS: tuple[tuple[str, ...], ...] = (("first_code", "gp"), ("man_code", "gp"))  # ECM must see many plain misses
ADDRESS_BLOCKS: tuple[tuple[str, ...], ...] = (
    ("first_code", "last_code"),
    ("shg",),
    ("gp", "last_code"),
    ("gp", "first_code"),
    ("village", "last_code"),
)


def table(path: Path) -> pd.DataFrame:
    """Return the cleaned person file with sound codes; gaps are None, columns without any value are left out."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [{"unique_id": row["id"], **cleaned(row)} for row in csv.DictReader(file)]
    for row in rows:
        for part in ("first", "last", "man"):
            row[f"{part}_code"] = jellyfish.soundex(row[part].split(" ")[0]) if row[part] else ""
    frame = pd.DataFrame(rows).replace("", None)
    return frame.dropna(axis="columns", how="all")


def true_pairs(path: Path) -> set[Pair]:
    """Return all pairs of ids that are one entity, ids in order."""
    groups: dict[str, list[str]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            groups.setdefault(row["entity"], []).append(row["id"])
    return {pair for ids in groups.values() for pair in combinations(sorted(ids), 2)}


def blocks_of(frame: pd.DataFrame) -> list[tuple[str, ...]]:
    """Return the blocking rules whose columns the table has; those over the address where no man is named."""
    return [block for block in BLOCKS + (() if "man" in frame else ADDRESS_BLOCKS) if set(block) <= set(frame.columns)]


# -- splink --------------------------------------------------------------------------------------


def _splink_date() -> Any:
    import splink.comparison_level_library as cll
    import splink.comparison_library as cl

    levels = [
        cll.And(cll.NullLevel("dob"), cll.NullLevel("year")),
        cll.ExactMatchLevel("dob"),
        cll.DamerauLevenshteinLevel("dob", 1),
        cll.ExactMatchLevel("year"),
        cll.CustomLevel("abs(try_cast(year_l AS int) - try_cast(year_r AS int)) <= 2"),
        cll.ElseLevel(),
    ]
    return cl.CustomComparison(levels, output_column_name="birth")


def _splink_place() -> Any:
    import splink.comparison_level_library as cll
    import splink.comparison_library as cl

    levels = [
        cll.And(cll.NullLevel("village"), cll.NullLevel("gp")),
        cll.ExactMatchLevel("village"),
        cll.JaroWinklerLevel("village", 0.88),
        cll.ExactMatchLevel("gp"),
        cll.ElseLevel(),
    ]
    return cl.CustomComparison(levels, output_column_name="place")


def _splink_comparisons(has: set[str]) -> list[Any]:
    """Return the comparisons for an Indian person file, or for FEBRL's names and addresses."""
    import splink.comparison_library as cl

    def name(column: str) -> Any:
        return cl.NameComparison(column).configure(term_frequency_adjustments=True)

    numbers = [cl.LevenshteinAtThresholds(each, 1) for each in ("mobile", "account", "voter") if each in has]
    if "man" in has:
        token = [cl.ExactMatch("token")] if "token" in has else []
        return [name("first"), name("man"), _splink_date(), _splink_place(), *numbers, *token]
    both = cl.ForenameSurnameComparison("first", "last").configure(term_frequency_adjustments=True)
    places = [cl.JaroWinklerAtThresholds(each, [0.9, 0.8]) for each in ("village", "block", "shg")]
    return [both, _splink_date(), *numbers, *places, cl.LevenshteinAtThresholds("gp", 1)]


def run_splink(frame: pd.DataFrame) -> Scores:
    """Train on the table itself and return the probability of each blocked pair."""
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    has = set(frame.columns)
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=_splink_comparisons(has),
        blocking_rules_to_generate_predictions=[block_on(*block) for block in blocks_of(frame)],
        retain_matching_columns=False,
    )
    linker = Linker(DuckDBAPI().register(frame), settings, log_level=logging.ERROR)
    sure = [
        block_on(*b) for b in (("token",), ("voter",), ("first", "man", "dob"), ("account", "first")) if set(b) <= has
    ]
    linker.training.estimate_probability_two_random_records_match(sure, recall=0.7)
    linker.training.estimate_u_using_random_sampling(max_pairs=4e6, seed=_SEED)
    for columns in (("voter",), ("first", "dob")):
        linker.training.estimate_parameters_using_expectation_maximisation(
            block_on(*columns), record_sample_proportion=1.0
        )
    found = linker.inference.predict(threshold_match_probability=0.0).as_pandas_dataframe()
    pairs = zip(found["unique_id_l"], found["unique_id_r"], found["match_probability"], strict=True)
    return {(min(a, b), max(a, b)): float(p) for a, b, p in pairs}


# -- recordlinkage -------------------------------------------------------------------------------


def run_recordlinkage(frame: pd.DataFrame) -> Scores:
    """Train on the candidate pairs themselves and return the probability of each."""
    import recordlinkage as rl

    frame = frame.set_index("unique_id")
    pairs = pd.MultiIndex.from_tuples([], names=["one", "two"])
    for block in (*blocks_of(frame), *(WIDER_BLOCKS if "man" in frame else ())):
        full = frame.dropna(subset=list(block))
        pairs = pairs.union(rl.Index([rl.index.Block(left_on=list(block))]).index(full).set_names(["one", "two"]))
    compare = rl.Compare()
    names = ("first", "man") if "man" in frame else ("first", "last", "village", "block", "shg")
    for column in names:
        compare.string(column, column, method="jarowinkler", threshold=0.85, label=column)
    for column in ("dob", "voter", "mobile", "account"):
        if column in frame:
            compare.string(column, column, method="damerau_levenshtein", threshold=0.85, label=column)
    if "token" in frame:
        compare.exact("token", "token", label="token")
    vectors = compare.compute(pairs, frame).fillna(0).astype(int)
    classifier = rl.ECMClassifier(max_iter=200)
    classifier.fit(vectors)
    found = classifier.prob(vectors)
    return {(min(a, b), max(a, b)): float(p) for (a, b), p in found.items()}


# -- figures -------------------------------------------------------------------------------------


def figures(hits: int, said: int, true: int) -> dict[str, float]:
    """Return f1, precision and recall of ``hits`` right ones among ``said`` pairs and ``true`` ones."""
    f1 = 2 * hits / (said + true) if said + true else 0.0
    return {"f1": round(f1, 5), "precision": round(hits / max(said, 1), 5), "recall": round(hits / max(true, 1), 5)}


def at_threshold(scores: Scores, true: set[Pair], least: float) -> dict[str, float]:
    """Return the figures of the pairs that score at least so much."""
    said = {pair for pair, score in scores.items() if score >= least}
    return figures(len(said & true), len(said), len(true))


def best(scores: Scores, true: set[Pair]) -> dict[str, float]:
    """Return the figures at the threshold that gives the highest F1, and the threshold."""
    found, hits = {"f1": 0.0, "precision": 0.0, "recall": 0.0, "threshold": 1.0}, 0
    ranked = sorted(scores.items(), key=lambda item: -item[1])
    for said, (pair, score) in enumerate(ranked, 1):
        hits += pair in true
        last_of_its_score = said == len(ranked) or ranked[said][1] != score
        if last_of_its_score and 2 * hits / (said + len(true)) > found["f1"]:
            found = {**figures(hits, said, len(true)), "threshold": score}
    return found


RUNS: dict[str, Callable[[pd.DataFrame], Scores]] = {"splink": run_splink, "recordlinkage": run_recordlinkage}


def main() -> None:
    """Run one tool over one set and print its figures."""
    from importlib.metadata import version

    warnings.simplefilter("ignore")
    logging.disable(logging.WARNING)
    tool, people, truth = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    frame, true = table(people), true_pairs(truth)
    wall, cpu = time.perf_counter(), time.process_time()
    scores = RUNS[tool](frame)
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    print(json.dumps({
        "tool": tool, "version": version(tool), **at_threshold(scores, true, _PLAIN), "best": best(scores, true),
        "cpu_s": round(cpu, 2), "wall_s": round(wall, 2), "pairs_scored": len(scores), "records": len(frame),
    }))  # fmt: skip


if __name__ == "__main__":
    main()
