#!/usr/bin/env python3
"""Makes the sample workbooks, expected.json and README.md of this folder. Every number is invented.

    pip install xlsxwriter==3.3.1 xlwt==1.3.0 odfpy==1.4.1
    python3 make-sample-data.py

The same numbers and the same bytes come out on every run: no clock, and the only random numbers have a fixed seed.
The drawing of a grid in each file format is in `grids.py`.
"""
import json
import pathlib
import random
from fractions import Fraction

from following import following, readme_rows
from grids import Dash, Formula, Grid, a1, write_csv, write_ods, write_xls, write_xlsx

HERE = pathlib.Path(__file__).parent
NOTE = "注：合成示例数据，非真实统计。"
CITY_SCOPE = "统计口径：市级党委、政府及其办公室"
SIGNATURE = "填表人：×××　审核人：×××　联系电话：×××××××　填报日期：{}"
ISSUERS = ["市委", "市政府", "市委办", "市政府办"]
TYPES = ["决定", "意见", "通知", "通报", "函", "纪要"]
FORMS = ["现场会议", "视频会议", "电话会议"]

# name, code, documents of 2022, 2023, 2024, meetings of 2022, 2023, 2024
PREFECTURES = [
    ("长沙市", 430100, 1386, 944, 851, 108, 84, 71), ("株洲市", 430200, 1027, 681, 618, 76, 58, 51),
    ("湘潭市", 430300, 768, 561, 527, 64, 52, 47), ("衡阳市", 430400, 1214, 742, 665, 92, 63, 55),
    ("邵阳市", 430500, 1158, 926, 803, 85, 72, 60), ("岳阳市", 430600, 1092, 778, 702, 79, 60, 54),
    ("常德市", 430700, 1131, 787, 731, 88, 66, 57), ("张家界市", 430800, 421, 446, 428, 41, 38, 33),
    ("益阳市", 430900, 802, 665, 604, 58, 49, 44), ("郴州市", 431000, 986, 735, 662, 73, 57, 50),
    ("永州市", 431100, 1043, 793, 716, 81, 69, 61), ("怀化市", 431200, 907, 712, 655, 66, 61, 52),
    ("娄底市", 431300, 551, 507, 531, 47, 45, 48), ("湘西州", 433100, 634, 512, 487, 0, 26, 22),
]
# Huaihua's own workbook prints another figure for 2023 than the five-year table.
HUAIHUA_2023 = 721


class Expected:
    """What a correct import must give, gathered while the files are made."""

    def __init__(self):
        self.figures, self.rates, self.planted, self.missing = [], [], [], []
        self.quotas, self.moves = [], []

    def figure(self, file, indicator, area, period, value, **more):
        row = {"file": file, "indicator": indicator, "area": f"{area:06}", "period": str(period), "value": str(value)}
        self.figures.append(row | more)

    def plant(self, file, sheet, cell, kind, **more):
        self.planted.append({"file": file, "sheet": sheet, "cell": cell, "kind": kind} | more)

    def rate(self, name, file, indicator, current, base, periods, **more):
        row = {"name": name, "file": file, "indicator": indicator, "period": periods[0], "against": periods[1],
               "current": str(current), "base": str(base), "change": str(current - base), "rate": signed_rate(current, base)}
        self.rates.append(row | more)


def rate_of(current, base):
    """Change in percent of the base, one decimal, half away from zero, as a number."""
    tenths = Fraction(abs(current - base) * 1000, base)
    rounded = (2 * tenths.numerator + tenths.denominator) // (2 * tenths.denominator)
    return (rounded if current >= base else -rounded) / 10


def signed_rate(current, base):
    return f"{rate_of(current, base):.1f}"


def split(total, weights):
    """The total in whole parts after the weights; the parts add up."""
    whole = sum(weights)
    parts = [total * w // whole for w in weights]
    order = sorted(range(len(weights)), key=lambda i: (-(total * weights[i] % whole), i))
    for i in order[: total - sum(parts)]:
        parts[i] += 1
    return parts


def heading(g, title, width, unit, filler, scope=None):
    """Title, 填报单位 and 单位 in one row, the scope below. Gives the next free row."""
    g.merge(0, 0, 0, width - 1, title, "title")
    left = max(1, width - max(2, width // 4)) - 1
    g.merge(1, 0, 1, left, f"填报单位(盖章)：{filler}", "left")
    g.merge(1, left + 1, 1, width - 1, f"单位：{unit}", "right")
    if scope is None:
        return 2
    g.merge(2, 0, 2, width - 1, scope, "left")
    return 3


def foot(g, row, width, lines, date):
    for line in [*lines, NOTE, SIGNATURE.format(date)]:
        g.merge(row, 0, row, width - 1, line, "note")
        row += 1


def changes(g, row, column, current, base, style="number", rate=None):
    """Four cells: current, base, change, rate."""
    g.put(row, column, current, style)
    g.put(row, column + 1, base, style)
    g.put(row, column + 2, current - base, style)
    g.put(row, column + 3, rate_of(current, base) if rate is None else rate, style + "_rate")


# ---- (a) one provincial committee -------------------------------------------------------------------------------

PROVINCE = [  # type, committee 2023, 2022, general office 2023, 2022
    ("决定", 14, 17, 6, 8), ("意见", 38, 49, 52, 71), ("通知", 96, 131, 347, 466), ("通报", 21, 28, 74, 103),
    ("批复", 33, 39, 29, 35), ("函", 11, 16, 63, 89), ("纪要", 9, 12, 51, 72),
]


def province_documents(out):
    file, width = "省委发文统计-2023.xlsx", 11
    g = Grid("发文统计", [6, 14] + [9] * 9)
    top = heading(g, "2023年度湖南省委发文情况统计表", width, "件、%", "湖南省委办公厅", "统计口径：省委、省委办公厅")
    g.merge(top, 0, top + 1, 0, "序号", "head")
    g.merge(top, 1, top + 1, 1, "文种", "head")
    for block, name in enumerate(["省委", "省委办公厅", "合计"]):
        g.merge(top, 2 + block * 3, top, 4 + block * 3, name, "head")
        for i, label in enumerate(["本年", "上年", "±%"]):
            g.put(top + 1, 2 + block * 3 + i, label, "head")
    rows = [(name, a, b, c, d) for name, a, b, c, d in PROVINCE]
    total = ("合　计", *(sum(r[i] for r in rows) for i in range(1, 5)))
    for at, (name, *n) in enumerate([*rows, total], top + 2):
        style = "total" if name == total[0] else "number"
        g.put(at, 0, at - top - 1 if style == "number" else "", style + "_label")
        g.put(at, 1, name, style + "_label")
        for block, (now, last) in enumerate([(n[0], n[1]), (n[2], n[3]), (n[0] + n[2], n[1] + n[3])]):
            for i, value in enumerate([now, last]):
                g.put(at, 2 + block * 3 + i, value, style)
            g.put(at, 4 + block * 3, rate_of(now, last), style + "_rate")
    foot(g, top + 2 + len(rows) + 1, width, [], "2024.1.8")
    write_xlsx(HERE / file, [g])
    now, last = total[1] + total[3], total[2] + total[4]
    assert signed_rate(now, last) == "-25.7", (now, last, signed_rate(now, last))
    for period, value in ((2023, now), (2022, last)):
        out.figure(file, "documents_issued", 430000, period, value)
    out.rate("provincial committee", file, "documents_issued", now, last, ("2023", "2022"), area="430000")


# ---- (b) a prefecture and its counties --------------------------------------------------------------------------

YUEYANG = [  # label, code, 2022, 2023
    ("市本级", 430600, 468, 297), ("岳阳楼区", 430602, 331, 224), ("云溪区", 430603, 246, 171), ("君山区", 430611, 219, 158),
    ("岳 阳 县", 430621, 352, 229), ("华 容 县", 430623, 327, 203), ("湘 阴 县", 430624, 341, 236),
    ("平 江 县", 430626, 398, 252), ("汨 罗 市", 430681, 309, 208), ("临 湘 市", 430682, 274, 186),
]


def yueyang_documents(out):
    file, width = "岳阳市及所辖县市区发文-2023.xlsx", 7
    g = Grid("县市区发文", [7, 16, 12, 12, 12, 12, 18])
    top = heading(g, "岳阳市及所辖县市区2023年发文情况统计表", width, "件", "岳阳市委办公室", "统计口径：市县两级党委、政府")
    for column, label in enumerate(["序号", "单位", "2022年", "2023年", "增减", "±%", "备注"]):
        g.put(top, column, label, "head")
    total = ("合　计", None, sum(r[2] for r in YUEYANG), sum(r[3] for r in YUEYANG))
    for at, (name, code, last, now) in enumerate([total, *YUEYANG], top + 1):
        style = "number" if code else "total"
        g.put(at, 0, at - top - 1 if code else "", style + "_label")
        g.put(at, 1, name, style + "_label")
        for column, value in ((2, last), (3, now), (4, now - last)):
            g.put(at, column, value, style)
        g.put(at, 5, Fraction(now - last, last), style + "_percent")
        g.put(at, 6, "", style + "_label")
        if code:
            out.figure(file, "documents_issued", code, 2023, now, row=name.replace(" ", ""))
            out.figure(file, "documents_issued", code, 2022, last, row=name.replace(" ", ""))
    foot(g, top + 2 + len(YUEYANG), width, [], "2024.1.5")
    write_xlsx(HERE / file, [g])
    assert signed_rate(total[3], total[2]) == "-33.7", (total, signed_rate(total[3], total[2]))
    out.rate("prefecture with its counties", file, "documents_issued", total[3], total[2], ("2023", "2022"), area="430600")


# ---- (c) fourteen prefectures, five years -----------------------------------------------------------------------

def five_years():
    """For each prefecture, (documents 2019 to 2023, meetings 2019 to 2023)."""
    rng = random.Random(20190101)
    table = []
    for _, _, d22, d23, _, m22, m23, _ in PREFECTURES:
        documents = [round(d22 * rng.uniform(low, high)) for low, high in ((1.22, 1.45), (1.08, 1.2), (1.0, 1.08))]
        meetings = [round((m22 or m23) * rng.uniform(low, high)) for low, high in ((1.3, 1.5), (0.75, 0.95), (1.05, 1.2))]
        table.append(([*documents, d22, d23], [min(m, 128) for m in meetings] + [m22, m23]))
    return table


def spread(name):
    """Two-character names as typed to fill the column: 长 沙 市."""
    return " ".join(name) if len(name) == 3 and name.endswith("市") else name


def fourteen_prefectures(out):
    file, sheet, width, years = "湖南省14市州发文会议-2019至2023.xlsx", "14市州", 12, range(2019, 2024)
    g = Grid(sheet, [6, 13] + [9] * 10)
    top = heading(g, "湖南省14市州2019—2023年发文会议情况统计表", width, "件、次", "湖南省委办公厅", CITY_SCOPE)
    g.merge(top, 0, top + 1, 0, "序号", "head")
    g.merge(top, 1, top + 1, 1, "市州", "head")
    g.merge(top, 2, top, 6, "发文数", "head")
    g.merge(top, 7, top, 11, "会议数", "head")
    for i, year in enumerate(years):
        g.put(top + 1, 2 + i, year, "head")
        g.put(top + 1, 7 + i, f"{year}年", "head")
    table = five_years()
    for at, ((name, code, *_), (documents, meetings)) in enumerate(zip(PREFECTURES, table), top + 2):
        g.put(at, 0, at - top - 1, "number_label")
        g.put(at, 1, spread(name), "number_label")
        for column, value in enumerate([*documents, *meetings], 2):
            g.put(at, column, value, "number")
        for indicator, values in (("documents_issued", documents), ("meetings_held", meetings)):
            for year, value in zip(years, values):
                out.figure(file, indicator, code, year, value)
    last = top + 2 + len(table)
    g.merge(last, 0, last, 1, "合　计", "total_label")
    for column in range(2, 12):
        right = sum([*d, *m][column - 2] for d, m in table)
        printed = right - 90 if column == 4 else right
        g.put(last, column, printed, "total")
        if printed != right:
            out.plant(file, sheet, a1(last, column), "total_mismatch", printed=str(printed), computed=str(right))
    foot(g, last + 1, width, ["注：1. 湘西州2022年未单独召开全州性会议，会议数为0。", "2. 发文数按市级党委、政府及其办公室名义制发的文件统计。"], "2024.1.10")
    write_xlsx(HERE / file, [g])
    for indicator, kind in (("documents_issued", 0), ("meetings_held", 1)):
        now, base = (sum(row[kind][i] for row in table) for i in (4, 3))
        zero = [f"{p[1]}" for p, row in zip(PREFECTURES, table) if row[kind][3] == 0]
        more = {"areas": 14}
        if zero:
            others = sum(row[kind][4] for row in table if row[kind][3])
            more |= {"zero_base": zero, "without_zero_base": {"current": str(others), "base": str(base), "rate": signed_rate(others, base)}}
        out.rate("fourteen prefectures", file, indicator, now, base, ("2023", "2022"), **more)


# ---- (d) each prefecture's own workbook -------------------------------------------------------------------------

class Own:
    """One prefecture's counts of 2024 (now) and 2023 (last)."""

    def __init__(self, row):
        self.name, self.code, _, self.d_last, self.d_now, _, self.m_last, self.m_now = row
        if self.name == "怀化市":
            self.d_last = HUAIHUA_2023
        self.short = self.name.removesuffix("市")

    def parts(self, weights, kind="d"):
        """Parts of this year and of last year; last year's weights lean a little, so that the rates differ."""
        now, last = (self.d_now, self.d_last) if kind == "d" else (self.m_now, self.m_last)
        lean = [w * 10 + (i * 3) % 4 for i, w in enumerate(weights)]
        return list(zip(split(now, [w * 10 for w in weights]), split(last, lean)))


def change_head(g, row, labels, first=("本年", "上年", "增减", "±%")):
    for column, label in enumerate([*labels, *first]):
        g.put(row, column, label, "head")


def change_rows(g, row, names, parts, total_name="合　计", numbered=False, total_rate=None, total_now=None):
    """Rows of parts, then their total. Gives the row of the total."""
    first = 2 if numbered else 1
    for i, (name, (now, last)) in enumerate(zip(names, parts)):
        if numbered:
            g.put(row, 0, i + 1, "number_label")
        g.put(row, first - 1, name, "number_label")
        changes(g, row, first, now, last)
        row += 1
    now, last = sum(p[0] for p in parts), sum(p[1] for p in parts)
    if numbered:
        g.put(row, 0, "", "total_label")
    g.put(row, first - 1, total_name, "total_label")
    changes(g, row, first, now, last, "total", total_rate)
    if total_now is not None:
        g.put(row, first, total_now, "total")
    return row


def changsha(o, file, out):
    """Types by issuer in blocks; meetings on a sheet of their own."""
    width = 17
    g = Grid("发文", [6, 12] + [7.5] * 15)
    top = heading(g, "2024年度长沙市发文情况统计表", width, "件、%", "长沙市委办公室", CITY_SCOPE)
    g.merge(top, 0, top + 1, 0, "序号", "head")
    g.merge(top, 1, top + 1, 1, "文种", "head")
    for block, issuer in enumerate([*ISSUERS, "合计"]):
        g.merge(top, 2 + 3 * block, top, 4 + 3 * block, issuer, "head")
        for i, label in enumerate(["本年", "上年", "±%"]):
            g.put(top + 1, 2 + 3 * block + i, label, "head")
    weights = [3, 14, 52, 11, 12, 8]
    by_issuer = [list(zip(split(now, weights), split(last, [w * 9 + i for i, w in enumerate(weights)])))
                 for now, last in o.parts([18, 27, 24, 31])]
    grid = [[*cells, (sum(c[0] for c in cells), sum(c[1] for c in cells))] for cells in zip(*by_issuer)]
    grid.append([(sum(r[b][0] for r in grid), sum(r[b][1] for r in grid)) for b in range(5)])
    for at, (name, cells) in enumerate(zip([*TYPES, "合　计"], grid), top + 2):
        style = "total" if at == top + 2 + len(TYPES) else "number"
        g.put(at, 0, at - top - 1 if style == "number" else "", style + "_label")
        g.put(at, 1, name, style + "_label")
        for block, (now, last) in enumerate(cells):
            g.put(at, 2 + 3 * block, now, style)
            g.put(at, 3 + 3 * block, last, style)
            g.put(at, 4 + 3 * block, rate_of(now, last), style + "_rate")
    foot(g, top + 3 + len(TYPES), width, [], "2025.1.6")
    m = Grid("会议", [16, 12, 12, 12, 12])
    at = heading(m, "2024年度长沙市会议情况统计表", 5, "次、%", "长沙市委办公室", CITY_SCOPE)
    change_head(m, at, ["会议形式"])
    end = change_rows(m, at + 1, FORMS, o.parts([44, 48, 8], "m"))
    foot(m, end + 1, 5, [], "2025.1.6")
    write_xlsx(HERE / file, [g, m])


def zhuzhou(o, file, out):
    """A plain list of indicators."""
    g = Grid("统计表", [8, 18, 9, 12, 12, 12, 12])
    top = heading(g, "株洲市2024年度发文会议情况统计表", 7, "件、次、%", "株洲市委办公室", CITY_SCOPE)
    for column, label in enumerate(["序号", "指标", "单位", "2024年", "2023年", "增减", "同比（%）"]):
        g.put(top, column, label, "head")
    for at, (name, unit, now, last) in enumerate([("发文数", "件", o.d_now, o.d_last), ("会议数", "次", o.m_now, o.m_last)], top + 1):
        for column, value in enumerate([at - top, name, unit]):
            g.put(at, column, value, "number_label")
        changes(g, at, 3, now, last)
    foot(g, top + 3, 7, [], "2025.1.7")
    write_xlsx(HERE / file, [g])


def xiangtan(o, file, out):
    """Turned: periods down, issuers across."""
    g = Grid("Sheet1", [14] + [11] * 6)
    top = heading(g, "湘潭市2024年度发文会议情况统计表", 7, "件、次、%", "湘潭市委办公室", CITY_SCOPE)
    g.merge(top, 0, top + 1, 0, "期间", "head")
    g.merge(top, 1, top, 5, "发文数（件）", "head")
    g.merge(top, 6, top + 1, 6, "会议数（次）", "head")
    for column, label in enumerate([*ISSUERS, "小计"], 1):
        g.put(top + 1, column, label, "head")
    parts = o.parts([16, 30, 22, 32])
    columns = [*parts, (o.d_now, o.d_last), (o.m_now, o.m_last)]
    lines = [("2024年", [c[0] for c in columns], "number"), ("2023年", [c[1] for c in columns], "number"),
             ("增减", [c[0] - c[1] for c in columns], "number"), ("同比(%)", [rate_of(*c) for c in columns], "number_rate")]
    for at, (name, values, style) in enumerate(lines, top + 2):
        g.put(at, 0, name, "number_label")
        for column, value in enumerate(values, 1):
            g.put(at, column, value, style)
    foot(g, top + 6, 7, [], "2025.1.6")
    write_xlsx(HERE / file, [g])


def hengyang(o, file, out):
    """Old .xls, two tables one below the other. The rate in the total of documents is wrong."""
    g = Grid("发文会议", [8, 18, 12, 12, 12, 12])
    top = heading(g, "衡阳市2024年度发文会议情况统计表", 6, "件、次、%", "衡阳市委办公室", CITY_SCOPE)
    g.merge(top, 0, top, 5, "一、发文情况（发文数，件）", "left")
    change_head(g, top + 1, ["序号", "发文机关"])
    right = rate_of(o.d_now, o.d_last)
    end = change_rows(g, top + 2, ISSUERS, o.parts([15, 29, 23, 33]), numbered=True, total_rate=right - 1)
    out.plant(file, g.name, a1(end, 5), "rate_mismatch", printed=f"{right - 1:.1f}", computed=f"{right:.1f}")
    g.merge(end + 2, 0, end + 2, 5, "二、会议情况（会议数，次）", "left")
    change_head(g, end + 3, ["序号", "会议形式"])
    end = change_rows(g, end + 4, FORMS, o.parts([50, 42, 8], "m"), numbered=True)
    foot(g, end + 1, 6, [], "2025.1.8")
    write_xls(HERE / file, [g])


def shaoyang(o, file, out):
    """Months down, the year's sum below."""
    g = Grid("分月", [14, 13, 13, 13, 13])
    top = heading(g, "邵阳市2024年度分月发文会议情况统计表", 5, "件、次", "邵阳市委办公室", CITY_SCOPE)
    g.merge(top, 0, top + 1, 0, "月份", "head")
    g.merge(top, 1, top, 2, "发文数", "head")
    g.merge(top, 3, top, 4, "会议数", "head")
    for column, label in enumerate(["2024年", "2023年"] * 2, 1):
        g.put(top + 1, column, label, "head")
    weights = [[7, 5, 9, 8, 9, 10, 8, 7, 9, 8, 9, 11], [8, 6, 9, 9, 8, 10, 8, 8, 9, 7, 9, 9], [10, 5, 8, 8, 8, 8, 10, 6, 8, 8, 8, 13], [11, 6, 9, 8, 7, 8, 9, 7, 8, 7, 8, 12]]
    totals = [o.d_now, o.d_last, o.m_now, o.m_last]
    columns = [split(t, w) for t, w in zip(totals, weights)]
    for month in range(12):
        g.put(top + 2 + month, 0, f"{month + 1}月", "number_label")
        for column, values in enumerate(columns, 1):
            g.put(top + 2 + month, column, values[month], "number")
    g.put(top + 14, 0, "累　计", "total_label")
    for column, value in enumerate(totals, 1):
        g.put(top + 14, column, value, "total")
    foot(g, top + 15, 5, [], "2025.1.3")
    write_xlsx(HERE / file, [g])


def yueyang(o, file, out):
    """Issuers down; the printed total has two digits swapped."""
    g = Grid("表1 发文", [7, 20, 12, 12, 12, 12])
    top = heading(g, "岳阳市2024年度发文情况统计表", 6, "件、%", "岳阳市委办公室", CITY_SCOPE)
    change_head(g, top, ["序号", "发文主体"])
    names = ["党委", "政府", "党委办公室", "政府办公室"]
    printed = 720
    end = change_rows(g, top + 1, names, o.parts([19, 24, 25, 32]), numbered=True, total_now=printed)
    out.plant(file, g.name, a1(end, 2), "total_mismatch", printed=str(printed), computed=str(o.d_now))
    foot(g, end + 1, 6, ["注：联合行文按主办机关统计一次。"], "2025.1.8")
    m = Grid("表2 会议", [7, 20, 12, 12, 12, 12])
    top = heading(m, "岳阳市2024年度会议情况统计表", 6, "次、%", "岳阳市委办公室", CITY_SCOPE)
    change_head(m, top, ["序号", "会议形式"])
    end = change_rows(m, top + 1, FORMS, o.parts([40, 50, 10], "m"), numbered=True)
    foot(m, end + 1, 6, [], "2025.1.8")
    write_xlsx(HERE / file, [g, m])


def text_rows(o, names, title):
    """Rows of a text file: two issuers' blocks as text, rates with a percent sign."""
    def line(label, now, last):
        return [label, str(now), str(last), f"{now - last:+d}", f"{rate_of(now, last):+.1f}%"]
    parts = o.parts([17, 28, 24, 31])
    documents = [line(n, *p) for n, p in zip(names, parts)] + [line("发文数合计", o.d_now, o.d_last)]
    return documents, line("会议数", o.m_now, o.m_last), title


def changde(o, file, out):
    """A GB18030 text file."""
    rows = [["常德市2024年度发文会议情况统计表"], ["填报单位(盖章):常德市委办公室", "", "", "", "单位:件、次、%"], [CITY_SCOPE],
            ["项目", "2024年", "2023年", "增减", "同比"]]
    for name, now, last in (("发文数", o.d_now, o.d_last), ("会议数", o.m_now, o.m_last)):
        rows.append([name, f"{now}", f"{last}", f"{now - last:+d}", f"{rate_of(now, last):+.1f}%"])
    rows += [[NOTE], [SIGNATURE.format("2025.1.6")]]
    write_csv(HERE / file, rows, "gb18030")


def zhangjiajie(o, file, out):
    """One row for the area, numbers typed as text."""
    g = Grid("Sheet1", [16] + [11] * 6)
    top = heading(g, "2024年度市州发文会议情况报表", 7, "件、次、%", "张家界市委办公室", CITY_SCOPE)
    g.merge(top, 0, top + 1, 0, "市州", "head")
    g.merge(top, 1, top, 3, "发文数", "head")
    g.merge(top, 4, top, 6, "会议数", "head")
    for column, label in enumerate(["2024年", "2023年", "±%"] * 2, 1):
        g.put(top + 1, column, label, "head")
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    values = [str(o.d_now).translate(wide), f" {str(o.d_last)[0]} {str(o.d_last)[1:]}", f"{rate_of(o.d_now, o.d_last)}%",
              f"{o.m_now}次", f" {o.m_last} ", f"{rate_of(o.m_now, o.m_last)}%"]
    g.put(top + 2, 0, "张 家 界 市", "number_label")
    for column, value in enumerate(values, 1):
        g.put(top + 2, column, value, "text_number")
    foot(g, top + 3, 7, [], "2025.1.9")
    write_xlsx(HERE / file, [g])


def yiyang(o, file, out):
    """OpenDocument: types down, meetings below."""
    g = Grid("发文会议", [18, 12, 12, 12, 12])
    top = heading(g, "益阳市2024年度发文会议情况统计表", 5, "件、次、%", "益阳市委办公室", CITY_SCOPE)
    g.merge(top, 0, top, 4, "表一　发文数（件）", "left")
    change_head(g, top + 1, ["文种"], ("2024年", "2023年", "增减", "±%"))
    end = change_rows(g, top + 2, TYPES, o.parts([3, 13, 50, 12, 13, 9]))
    g.merge(end + 2, 0, end + 2, 4, "表二　会议数（次）", "left")
    change_head(g, end + 3, ["会议形式"], ("2024年", "2023年", "增减", "±%"))
    end = change_rows(g, end + 4, FORMS, o.parts([46, 45, 9], "m"))
    foot(g, end + 1, 5, [], "2025.1.7")
    write_ods(HERE / file, [g])


def chenzhou(o, file, out):
    """Line breaks in the head, one 其中 line."""
    g = Grid("汇总", [8, 22, 12, 12, 12, 12])
    top = heading(g, "郴州市2024年度发文会议情况统计表", 6, "件、次、%", "郴州市委办公室", CITY_SCOPE)
    change_head(g, top, ["序号", "项　目"], ("本年\n(2024年)", "上年\n(2023年)", "增减\n(+、-)", "同比\n(%)"))
    joint = (71, 84)
    for at, (number, name, now, last) in enumerate([("一", "发文数（件）", o.d_now, o.d_last), ("", "其中：联合行文", *joint),
                                                    ("二", "会议数（次）", o.m_now, o.m_last)], top + 1):
        g.put(at, 0, number, "number_label")
        g.put(at, 1, name, "number_label")
        changes(g, at, 2, now, last)
    foot(g, top + 4, 6, [], "2025.1.6")
    write_xlsx(HERE / file, [g])


def yongzhou(o, file, out):
    """A UTF-8 text file with issuers down and two stacked blocks."""
    documents, meetings, title = text_rows(o, ISSUERS, "永州市2024年度发文情况统计表")
    head = ["2024年", "2023年", "增减", "±%"]
    rows = [[title], ["填报单位(盖章):永州市委办公室", "", "", "", "单位:件、%"], [CITY_SCOPE], ["发文机关", *head], *documents, [],
            ["永州市2024年度会议情况统计表"], ["", "", "", "", "单位:次、%"], [CITY_SCOPE], ["项目", *head], meetings, [NOTE],
            [SIGNATURE.format("2025.1.9")]]
    write_csv(HERE / file, rows, "utf-8")


def huaihua(o, file, out):
    """Two tables side by side. 2023 differs from the five-year table."""
    g = Grid("发文会议", [14, 10, 10, 10, 4, 14, 10, 10, 10])
    top = heading(g, "怀化市2024年度发文会议情况统计表", 9, "件、次、%", "怀化市委办公室", CITY_SCOPE)
    g.merge(top, 0, top, 3, "发文数", "head")
    g.merge(top, 5, top, 8, "会议数", "head")
    for left, label, names, parts in ((0, "发文机关", ISSUERS, o.parts([20, 26, 23, 31])), (5, "会议形式", FORMS, o.parts([45, 43, 12], "m"))):
        for i, text in enumerate([label, 2024, 2023, "±%"]):
            g.put(top + 1, left + i, text, "head")
        sums = (sum(p[0] for p in parts), sum(p[1] for p in parts))
        for at, (name, (now, last)) in enumerate(zip([*names, "合　计"], [*parts, sums]), top + 2):
            style = "total" if name == "合　计" else "number"
            g.put(at, left, name, style + "_label")
            g.put(at, left + 1, now, style)
            g.put(at, left + 2, last, style)
            g.put(at, left + 3, rate_of(now, last), style + "_rate")
    cell = a1(top + 2 + len(ISSUERS), 2)
    other = next(p[3] for p in PREFECTURES if p[0] == o.name)
    out.plant(file, g.name, cell, "conflicting_value", printed=str(o.d_last), other=str(other),
              other_file="湖南省14市州发文会议-2019至2023.xlsx", area=str(o.code), indicator="documents_issued", period="2023")
    foot(g, top + 7, 9, [], "2025.1.8")
    write_xlsx(HERE / file, [g])


def loudi(o, file, out):
    """Formulas with their values. Documents went up."""
    g = Grid("发文会议", [20, 12, 12, 12, 12])
    top = heading(g, "娄底市2024年度发文会议情况统计表", 5, "件、次、%", "娄底市委办公室", CITY_SCOPE)
    change_head(g, top, ["项目"], ("2024年", "2023年", "增减", "±%"))

    def derived(at, now, last, style):
        n, l = a1(at, 1), a1(at, 2)
        g.put(at, 3, Formula(f"={n}-{l}", now - last), style)
        g.put(at, 4, Formula(f"=ROUND(({n}-{l})/{l}*100,1)", rate_of(now, last)), style + "_rate")

    at = top + 1
    for title, names, parts in (("发文数", ISSUERS, o.parts([18, 28, 22, 32])), ("会议数", FORMS, o.parts([42, 50, 8], "m"))):
        g.merge(at, 0, at, 4, title, "group")
        first = at + 1
        for name, (now, last) in zip(names, parts):
            at += 1
            g.put(at, 0, name, "number_label")
            g.put(at, 1, now, "number")
            g.put(at, 2, last, "number")
            derived(at, now, last, "number")
        sums = [sum(p[i] for p in parts) for i in (0, 1)]
        at += 1
        g.put(at, 0, "小　计", "total_label")
        for column, value in enumerate(sums, 1):
            g.put(at, column, Formula(f"=SUM({a1(first, column)}:{a1(at - 1, column)})", value), "total")
        derived(at, *sums, "total")
        at += 1
    foot(g, at, 5, [], "2025.1.10")
    write_xlsx(HERE / file, [g])


def xiangxi(o, file, out):
    """No meetings counted last year: —. The unit calls itself by a short name."""
    g = Grid("湘西州", [18, 12, 12, 12, 12, 16])
    top = heading(g, "湘西州2024年度发文会议情况统计表", 6, "件、次、%", "湘西州委办公室", CITY_SCOPE)
    change_head(g, top, ["指标"])
    g.put(top, 5, "备注", "head")
    g.put(top + 1, 0, "发文数", "number_label")
    changes(g, top + 1, 1, o.d_now, o.d_last)
    g.put(top + 1, 5, "", "number_label")
    g.put(top + 2, 0, "会议数", "number_label")
    for column, value in enumerate([o.m_now, Dash, Dash, Dash], 1):
        g.put(top + 2, column, value, "number")
    g.put(top + 2, 5, "上年未统计", "number_label")
    out.missing.append({"file": file, "sheet": g.name, "cell": a1(top + 2, 2), "missing": "dash", "indicator": "meetings_held",
                        "area": str(o.code), "period": "2023"})
    foot(g, top + 3, 6, [], "2025.1.10")
    write_xlsx(HERE / file, [g])


OWN = [  # maker, ending, what the file shows
    (changsha, "xlsx", "文种×发文机关，双层合并表头；会议另表", "document types by issuer, merged two-level head; meetings on a second sheet"),
    (zhuzhou, "xlsx", "指标清单，一行一个指标", "a list of indicators, one per row"),
    (xiangtan, "xlsx", "行列转置：期间在行、机关在列，含小计", "turned: periods down, issuers across, with a subtotal"),
    (hengyang, "xls", "老式 xls，上下两表；合计的 ±% 印错", "old .xls, two stacked tables; the printed total rate is wrong"),
    (shaoyang, "xlsx", "分月填报，末行累计；全年数为各月之和", "months down, their sum last; the year is the sum of the months"),
    (yueyang, "xlsx", "发文主体分行，发文、会议各一表；印刷合计错位（720 应为 702）", "issuers down; two sheets; the printed total has swapped digits (720 for 702)"),
    (changde, "csv", "GB18030 编码文本", "text in GB18030"),
    (zhangjiajie, "xlsx", "数字存为文本：全角、空格、带单位；名称带空格", "numbers as text: full width, blanks, unit; blanks in the name"),
    (yiyang, "ods", "OpenDocument，上下两表，按文种", "OpenDocument, two stacked tables, by type"),
    (chenzhou, "xlsx", "表头内换行，含“其中”行", "line breaks in the head, one 其中 row"),
    (yongzhou, "csv", "UTF-8 编码文本，上下两段", "text in UTF-8, two stacked blocks"),
    (huaihua, "xlsx", "左右并排两表；2023年发文数（721）与五年表（712）不一致", "two tables side by side; documents of 2023 (721) disagree with the five-year table (712)"),
    (loudi, "xlsx", "含公式及缓存值，分组小计；发文上升", "formulas with cached values, group subtotals; documents went up"),
    (xiangxi, "xlsx", "上年会议数为“—”", "last year's meetings are —"),
]


def own_workbooks(out):
    folder = HERE / "各市州报表-2024"
    folder.mkdir(exist_ok=True)
    totals = {"documents_issued": [0, 0], "meetings_held": [0, 0]}
    for row, (maker, ending, *_) in zip(PREFECTURES, OWN):
        o = Own(row)
        file = own_file(o.name, ending)
        maker(o, file, out)
        for indicator, now, last in (("documents_issued", o.d_now, o.d_last), ("meetings_held", o.m_now, o.m_last)):
            out.figure(file, indicator, o.code, 2024, now)
            if not (indicator == "meetings_held" and maker is xiangxi):
                out.figure(file, indicator, o.code, 2023, last)
                totals[indicator][0] += now
                totals[indicator][1] += last
    periods = ("2024", "2023")
    now, last = totals["documents_issued"]
    settled = last - HUAIHUA_2023 + next(p[3] for p in PREFECTURES if p[0] == "怀化市")
    out.rate("own workbooks", folder.name, "documents_issued", now, last, periods, areas=14,
             with_conflict_settled_for_the_five_year_table={"base": str(settled), "rate": signed_rate(now, settled)})
    now, last = totals["meetings_held"]
    out.rate("own workbooks", folder.name, "meetings_held", now, last, periods, areas=13, excluded=["433100"])


def own_file(name, ending):
    return f"各市州报表-2024/{name}2024年发文会议统计表.{ending}"


def write_expected(out):
    text = {"note": "Synthetic. 合成示例数据，非真实统计。 Values pooled from the leaf cells, never from printed totals or rates.",
            "rates": out.rates, "planted_errors": out.planted, "missing": out.missing, "quotas": out.quotas,
            "moves": out.moves, "figures": out.figures}
    parts = []
    for key, value in text.items():
        if isinstance(value, list):
            lines = ",\n".join("    " + json.dumps(v, ensure_ascii=False) for v in value)
            parts.append(f'  "{key}": [\n{lines}\n  ]')
        else:
            parts.append(f'  "{key}": {json.dumps(value, ensure_ascii=False)}')
    (HERE / "expected.json").write_text("{\n" + ",\n".join(parts) + "\n}\n", encoding="utf-8", newline="\n")


def main():
    out = Expected()
    province_documents(out)
    yueyang_documents(out)
    fourteen_prefectures(out)
    own_workbooks(out)
    following(out, HERE, heading, foot, NOTE, SIGNATURE)
    write_expected(out)
    from readme import write_readme
    write_readme(HERE / "README.md", out, [(own_file(p[0], o[1]), p, *o[1:]) for p, o in zip(PREFECTURES, OWN)], readme_rows())


if __name__ == "__main__":
    main()
