"""Writes README.md of the sample data with the figures that were put into the files. Used by make-sample-data.py."""

HEAD = """# 示例数据 · Sample data

**合成示例数据，非真实统计。** 本目录全部数字均为虚构，只用于演示和测试；地名仅为使表格像真实报表。每个文件内都有“合成示例数据，非真实统计”一行。
期望结果见 `expected.json`（按明细单元格汇总，不取表中印出的合计与比率）。

**Synthetic; no real statistics.** Every number here is invented, for demonstration and tests; place names only make the tables look like real ones.
Each file says so in a note line. `expected.json` holds what a correct import must give, pooled from the leaf cells, never from printed totals or rates.

Made by `python3 make-sample-data.py` (with `grids.py`, `following.py` and `readme.py`); the same bytes come out on every run. Licence: that of the project.

`虚构边界/示意边界-虚构.geojson`（由 `make-sample-boundary.py` 生成）是试画地图用的虚构界线，不是任何真实界线。 Invented borders to try maps with (made by `make-sample-boundary.py`); none of them is real.

## 文件 · Files

| 文件 File | 格式 Format | 说明 What it shows | 关键数 Key figures |
|---|---|---|---|
"""


def arrow(base, current, rate):
    return f"{base} → {current}, {rate}%"


def write_readme(path, out, own, more):
    rates = {(r["name"], r["indicator"]): r for r in out.rates}
    def key(name, indicator="documents_issued"):
        r = rates[name, indicator]
        return arrow(r["base"], r["current"], r["rate"])
    rows = [
        ("省委发文统计-2023.xlsx", "xlsx", "一个省委及其办公厅：文种×发文机关；只有两个发文主体<br>one provincial committee and its general office, types by issuer; two issuers only",
         "2022 → 2023: " + key("provincial committee")),
        ("岳阳市及所辖县市区发文-2023.xlsx", "xlsx", "一市及所辖县市区党委、政府；市县两级合并，不得与上一数并列排名<br>one prefecture and its counties pooled; must never be ranked beside the figure above",
         "2022 → 2023: " + key("prefecture with its counties")),
        ("湖南省14市州发文会议-2019至2023.xlsx", "xlsx", "14市州×五年，双层合并表头；一处合计印错，张家界2023年上升，湘西州2022年会议数为0（不得计算比率）<br>"
         "fourteen prefectures by five years; one printed total is wrong, Zhangjiajie rises, Xiangxi has a zero base (no rate)",
         f"2022 → 2023 发文 documents: {key('fourteen prefectures')}; 会议 meetings: {key('fourteen prefectures', 'meetings_held')}"),
        ("各市州报表-2024/", "14 files", "14市州自报的2024年报表，版式各不相同，口径相同<br>the prefectures' own returns for 2024, each laid out differently, one scope",
         f"2023 → 2024 发文 documents: {key('own workbooks')}; 会议 meetings (13 市州): {key('own workbooks', 'meetings_held')}"),
    ]
    figures = {(f["file"], f["indicator"], f["period"]): f["value"] for f in out.figures}
    for file, prefecture, ending, zh, en in own:
        d, m = ([figures.get((file, i, y), "—") for y in ("2023", "2024")] for i in ("documents_issued", "meetings_held"))
        rows.append((file.split("/")[1], ending, f"{zh}<br>{en}", f"发文 {d[0]} → {d[1]}; 会议 {m[0]} → {m[1]}"))
    rows += more
    text = HEAD + "".join(f"| `{f}` | {k} | {w} | {v} |\n" for f, k, w, v in rows)
    text += ("\n会议合计（五年表）含湘西州：2022年为0是真实的零，不是缺失。"
             f"不含湘西州时为 {rates['fourteen prefectures', 'meetings_held']['without_zero_base']['rate']}%。"
             " The meetings of the five-year table include Xiangxi, whose 0 is a count and not a gap.\n")
    text += "\n## 有意留下的问题 · Planted errors\n\n| 文件 File | 单元格 Cell | 问题 Kind | 印出 Printed | 应为 Should be |\n|---|---|---|---|---|\n"
    for p in out.planted:
        should = p.get("computed") or f"{p['other']}（五年表 five-year table）"
        text += f"| `{p['file'].split('/')[-1]}` | {p['sheet']}!{p['cell']} | `{p['kind']}` | {p['printed']} | {should} |\n"
    for p in out.missing:
        text += f"| `{p['file'].split('/')[-1]}` | {p['sheet']}!{p['cell']} | missing: `{p['missing']}` | — | 无上年数据 no figure for last year |\n"
    path.write_text(text, encoding="utf-8", newline="\n")
