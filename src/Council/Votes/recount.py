#!/usr/bin/env python3
"""Counts an owners' vote again from its recount file, and finds a ballot by its receipt.

    python3 recount.py recount.json                    # counts everything again
    python3 recount.py recount.json 4F7K-9QTR-02MX     # and looks for this receipt

Needs nothing but Python 3.8. Whole numbers only; areas are hundredths of a square metre.
"""
import hashlib
import json
import sys


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        data = json.load(file)
    units = [tuple(u) for u in data["units"]]
    wrong = []

    frozen = {no: owner for no, _, _, owner in units}
    for unit, before, _ in reversed(data["moved"]):
        frozen[unit] = before
    lines = "".join(f"{no}|{area}|{use}|{frozen[no]}\n" for no, area, use, _ in sorted(units))
    if hashlib.sha256(lines.encode()).hexdigest() != data["rollHash"]:
        wrong.append("the roll is not the one that was frozen")

    areas = {}
    for _, area, use, owner in units:
        if data["countsParking"] or use != "Parking":
            areas[owner] = areas.get(owner, 0) + area
    total = (sum(areas.values()), len(areas))
    took = (sum(areas[o] for o in data["took"]), len(data["took"]))

    counts = {}
    rows = data["bundles"] if data["secret"] else [
        {"choice": b["choice"], "people": 1, "area": b["area"]} for b in data["ballots"]]
    for row in rows:
        area, people = counts.get(row["choice"], (0, 0))
        counts[row["choice"]] = (area + row["area"], people + row["people"])
    if data["secret"]:
        for bundle in data["bundles"]:
            inside = [b for b in data["ballots"] if b["bundle"] == bundle["no"]]
            if len(inside) != bundle["people"] or any(b["choice"] != bundle["choice"] for b in inside):
                wrong.append(f"bundle {bundle['no']} does not hold what it says")
    if len({b["receipt"] for b in data["ballots"]}) != len(data["ballots"]):
        wrong.append("a receipt stands twice")

    took_by_ballots = tuple(sum(c[i] for c in counts.values()) for i in (0, 1))
    if took_by_ballots != took:
        wrong.append(f"ballots {took_by_ballots} and owners who took part {took} differ")
    yes = counts.get("Yes", (0, 0))
    quorum = all(t > 0 and 3 * p >= 2 * t for p, t in zip(took, total))
    enough = all((4 * y >= 3 * p) if data["special"] else (2 * y > p) for y, p in zip(yes, took))
    passed = quorum and enough
    told = data["result"]
    for name, mine in (("total", total), ("participating", took), ("yes", yes)):
        if (told[name]["area"], told[name]["people"]) != mine:
            wrong.append(f"{name}: told {told[name]}, counted {mine}")
    if told["quorum"] != quorum or told["passed"] != passed:
        wrong.append(f"told quorum {told['quorum']} passed {told['passed']}, counted {quorum} {passed}")

    print(f"total {total[0] / 100:.2f} m2, {total[1]} owners; took part {took[0] / 100:.2f} m2, {took[1]} owners")
    for choice, (area, people) in sorted(counts.items()):
        print(f"{choice}: {area / 100:.2f} m2, {people} owners")
    print(f"quorum {quorum}, passed {passed}")

    for receipt in sys.argv[2:]:
        plain = "".join(c for c in receipt.upper() if c.isalnum()).replace("O", "0").replace("I", "1").replace("L", "1")
        mark = hashlib.sha256(f"gezhi-vote|{data['vote']}|{plain}".encode()).hexdigest()
        found = [b for b in data["ballots"] if b["receipt"] == mark]
        print(f"receipt {receipt}: {found[0]['choice'] if found else 'NOT IN THE FILE'}")
        if not found:
            wrong.append("a receipt was not found")

    for line in wrong:
        print("WRONG: " + line)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
