"""Samples of what is followed: a yearly quota with the years before it, and a burden that partly moved. Used by
make-sample-data.py; every number is invented."""
from fractions import Fraction

from grids import Dash, Grid, a1, write_csv, write_xlsx

FOLDER = "进度与转移"
CHANGSHA, HENGYANG = 430100, 430400
OFFICES_SCOPE = "统计口径：市直部门"
FORMS_SCOPE = "统计口径：市直单位各种形式的文件"
QUOTA_FILE = f"{FOLDER}/长沙市市直部门精简文件月报-2024年10月.xlsx"
YEARS_FILE = f"{FOLDER}/长沙市市直部门发文-2022至2023.csv"
MOVED_FILE = f"{FOLDER}/衡阳市文件形式与会议-2024.xlsx"
MONTH, YEAR = 10, 2024

OFFICES = [  # body, quota, October, January to October 2024; of 2022 and 2023 January to October and the year
    ("市教育局", 96, 9, 88, (112, 139), (97, 118)),
    ("市科技局", 60, 4, 41, (63, 80), (52, 64)),
    ("市公安局", 85, 6, 79, (101, 122), (92, 115)),
    ("市民政局", 120, 8, 87, (118, 151), (104, 128)),
    ("市财政局", 72, 7, 60, (84, 105), (75, 93)),
    ("市司法局", 54, 3, 33, (55, 66), (46, 58)),
    # Has not reported yet.
    ("市统计局", 45, None, None, (48, 60), (41, 52)),
]
WRONG = "市民政局"

FORMS = [("红头文件", 236, 401), ("白头文件", 118, 96), ("便函", 203, 142), ("内部明电", 67, 59)]  # 2024, 2023
MEETINGS = [("会议数", "次", 52, 63), ("会议时长", "小时", 131, 126), ("参会人次", "人次", 3640, 4095), ("收文数", "件", 1216, 1180)]


def tenths(value):
    """One decimal, half away from zero."""
    scaled = abs(value) * 10
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return (whole if value >= 0 else -whole) / 10


def completion(used, quota):
    return tenths(Fraction(used * 100, quota))


def lead(used, quota):
    """Completed less time gone by, rounded once."""
    return tenths(Fraction(used * 100, quota) - Fraction(MONTH * 100, 12))


def forecast(used, earlier):
    """By the season of the earlier years: the expected count of the year, lowest and highest."""
    def whole(share):
        return int((2 * share + 1) // 2)
    part, year = (sum(e[i] for e in earlier) for i in (0, 1))
    each = [whole(Fraction(used * y, p)) for p, y in earlier]
    return whole(Fraction(used * year, part)), min(each), max(each)


def quota_report(out, here, heading, foot):
    """A monthly report with 年度控制数, as an office keeps it; one printed completion is wrong."""
    width = 11
    g = Grid("月报", [14, 10, 9, 9, 9, 9, 9, 11, 11, 13, 10])
    top = heading(g, f"长沙市市直部门精简文件情况月报表({YEAR}年1—{MONTH}月)", width, "件、%", "长沙市委办公室", OFFICES_SCOPE)
    for column, label in ((0, "单位"), (1, "年度控制数"), (7, "完成控制数%"), (8, "时间进度%"), (9, "超(+)/欠(-)百分点"), (10, "备注")):
        g.merge(top, column, top + 1, column, label, "head")
    g.put(top, 2, f"{MONTH}月", "head")
    g.put(top + 1, 2, "发文数", "head")
    g.merge(top, 3, top, 6, f"1—{MONTH}月累计", "head")
    for column, label in enumerate(["本年", "上年同期", "增减", "同比%"], 3):
        g.put(top + 1, column, label, "head")
    rows = [(n, q, m, u, last[0]) for n, q, m, u, _, last in OFFICES]
    known = [r for r in rows if r[3] is not None]
    rows.append(("合　计", sum(r[1] for r in rows), *(sum(r[i] for r in known) for i in (2, 3)), sum(r[4] for r in rows)))
    time = tenths(Fraction(MONTH * 100, 12))
    for at, (name, quota, month, used, last) in enumerate(rows, top + 2):
        style = "total" if name == rows[-1][0] else "number"
        g.put(at, 0, name, style + "_label")
        values = [quota, month, used, last]
        if used is None:
            values += [Dash] * 3 + [time, Dash]
            values[1] = values[2] = Dash
        else:
            printed = completion(used, quota) + (2 if name == WRONG else 0)
            values += [used - last, tenths(Fraction((used - last) * 100, last)), printed, time, lead(used, quota)]
            if name == WRONG:
                out.plant(QUOTA_FILE, g.name, a1(at, 7), "rate_mismatch", printed=f"{printed:.1f}", computed=f"{completion(used, quota):.1f}")
        for column, value in enumerate(values, 1):
            g.put(at, column, value, style + ("_rate" if column in (6, 7, 8, 9) and value != Dash else ""))
        g.put(at, 10, "未报" if used is None else "", style + "_label")
    foot(g, top + 2 + len(rows), width, [], "2024.11.5")
    write_xlsx(here / QUOTA_FILE, [g])
    for name, quota, _, used, *earlier in OFFICES:
        more = {}
        if used is not None:
            value, low, high = forecast(used, earlier)
            more = {"completed": f"{completion(used, quota):.1f}", "lead": f"{lead(used, quota):.1f}", "remaining": str(quota - used),
                    "forecast": str(value), "low": str(low), "high": str(high)}
        out.quotas.append({"file": QUOTA_FILE, "indicator": "documents_issued", "period": f"{YEAR}-YTD{MONTH}", "body": name,
                           "quota": str(quota), "used": None if used is None else str(used)} | more)


def earlier_years(out, here, note, signature):
    """The bodies' January to October and whole year, two years: what the season is taken from."""
    rows = [["长沙市市直部门2022、2023年发文情况统计表"], ["填报单位(盖章):长沙市委办公室", "", "", "", "单位:件"], [OFFICES_SCOPE],
            ["单位", "2022年1—10月发文数", "2022年全年发文数", "2023年1—10月发文数", "2023年全年发文数"]]
    for name, _, _, _, first, second in OFFICES:
        rows.append([name, *map(str, first), *map(str, second)])
    rows += [[note], [signature.format("2024.1.12")]]
    write_csv(here / YEARS_FILE, rows, "utf-8")


def moved_burden(out, here, heading, foot):
    """Documents by form: red heads fell, letters and plain heads rose. Meetings: fewer, and longer."""
    g = Grid("文件形式", [18, 12, 12, 12, 12])
    top = heading(g, "衡阳市2024年度各种形式发文情况统计表", 5, "件、%", "衡阳市委办公室", FORMS_SCOPE)
    for column, label in enumerate(["文件形式", "2024年", "2023年", "增减", "±%"]):
        g.put(top, column, label, "head")
    total = ("合　计", sum(f[1] for f in FORMS), sum(f[2] for f in FORMS))
    for at, (name, now, last) in enumerate([*FORMS, total], top + 1):
        style = "total" if name == total[0] else "number"
        g.put(at, 0, name, style + "_label")
        for column, value in ((1, now), (2, last), (3, now - last)):
            g.put(at, column, value, style)
        g.put(at, 4, tenths(Fraction((now - last) * 100, last)), style + "_rate")
    foot(g, top + 2 + len(FORMS), 5, [], "2025.1.8")
    m = Grid("会议及收文", [16, 10, 12, 12, 12, 12])
    top = heading(m, "衡阳市2024年度会议、收文情况统计表", 6, "次、小时、人次、件", "衡阳市委办公室", FORMS_SCOPE)
    for column, label in enumerate(["指标", "单位", "2024年", "2023年", "增减", "同比（%）"]):
        m.put(top, column, label, "head")
    for at, (name, unit, now, last) in enumerate(MEETINGS, top + 1):
        for column, value in ((0, name), (1, unit)):
            m.put(at, column, value, "number_label")
        for column, value in ((2, now), (3, last), (4, now - last)):
            m.put(at, column, value, "number")
        m.put(at, 5, tenths(Fraction((now - last) * 100, last)), "number_rate")
    foot(m, top + 1 + len(MEETINGS), 6, [], "2025.1.8")
    write_xlsx(here / MOVED_FILE, [g, m])
    ids = ["meetings_held", "meeting_hours", "meeting_attendance", "documents_received"]
    for indicator, now, last in [("documents_issued", *total[1:]), *((i, *row[2:]) for i, row in zip(ids, MEETINGS))]:
        out.figure(MOVED_FILE, indicator, HENGYANG, 2024, now)
        out.figure(MOVED_FILE, indicator, HENGYANG, 2023, last)
    changes = [now - last for _, now, last in FORMS]
    fallen, risen = -sum(c for c in changes if c < 0), sum(c for c in changes if c > 0)
    out.moves.append({"file": MOVED_FILE, "indicator": "documents_issued", "area": str(HENGYANG), "period": "2024", "against": "2023",
                      "fallen": str(fallen), "risen": str(risen), "net": str(risen - fallen),
                      "moved": f"{tenths(Fraction(min(fallen, risen) * 100, fallen)):.1f}", "meetings": [52, 63], "hours": [131, 126],
                      "hours_each": [f"{tenths(Fraction(131, 52)):.1f}", f"{tenths(Fraction(126, 63)):.1f}"]})


def following(out, here, heading, foot, note, signature):
    (here / FOLDER).mkdir(exist_ok=True)
    quota_report(out, here, heading, foot)
    earlier_years(out, here, note, signature)
    moved_burden(out, here, heading, foot)


def readme_rows():
    total = [sum(f[i] for f in FORMS) for i in (2, 1)]
    return [
        (QUOTA_FILE, "xlsx", "市直部门月报：年度控制数、累计数、完成控制数%；一处完成率印错，一个部门未报<br>monthly report with yearly quotas; one printed share is wrong, one body has not reported",
         f"控制数 quota {sum(o[1] for o in OFFICES)}"),
        (YEARS_FILE, "csv", "同一批部门前两年的1—10月和全年，用来推算全年<br>the same bodies in two complete earlier years, for the season", ""),
        (MOVED_FILE, "xlsx", "红头文件减少，便函、白头文件、明电增加；会议少了，时长多了<br>red heads fell while letters rose; fewer meetings, more hours",
         f"发文 documents {total[0]} → {total[1]}"),
    ]
