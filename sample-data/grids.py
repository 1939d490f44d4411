"""A sheet as cells, merges and named styles, and how it is written as xlsx, xls, ods and text. Used by make-sample-data.py."""
import csv
import datetime
import io
import zipfile
from fractions import Fraction

import xlsxwriter
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import ParagraphProperties, Style, TableCellProperties, TableColumnProperties, TextProperties
from odf.table import CoveredTableCell, Table, TableCell, TableColumn, TableRow
from odf.text import P

# A mark for a number that was not counted.
Dash = "—"
# A date before any of the sample's, so that no file carries the time of its making.
EPOCH = (2025, 1, 15, 0, 0, 0)


class Formula:
    """A formula and the value a spreadsheet program would have kept with it."""

    def __init__(self, text, value):
        self.text, self.value = text, value


class Grid:
    """One sheet. Rows and columns count from zero."""

    def __init__(self, name, widths):
        self.name, self.widths, self.cells, self.merges = name, widths, {}, []

    def put(self, row, column, value, style):
        self.cells[row, column] = (value, style)

    def merge(self, row, column, last_row, last_column, value, style):
        for r in range(row, last_row + 1):
            for c in range(column, last_column + 1):
                self.cells[r, c] = ("", style)
        self.put(row, column, value, style)
        if (row, column) != (last_row, last_column):
            self.merges.append((row, column, last_row, last_column))

    @property
    def height(self):
        return 1 + max(r for r, _ in self.cells)


def a1(row, column):
    return f"{chr(65 + column)}{row + 1}"


def look(style):
    """What a style name means: a plain dictionary for every writer."""
    base, _, kind = style.partition("_")
    is_cell = base in ("head", "number", "total", "text", "group")
    align = {"title": "center", "right": "right", "head": "center"}.get(base, "left")
    if base in ("number", "total", "text"):
        align = "center" if kind == "label" else "right"
    number = {"rate": "0.0", "percent": "0.0%"}.get(kind, "#,##0")
    return {"bold": base in ("title", "head", "total", "group"), "size": 16 if base == "title" else 11, "align": align, "border": is_cell,
            "fill": {"head": "DDE7F2", "total": "F2F2F2", "group": "F7F7F7"}.get(base),
            "number": number if base in ("number", "total") and kind != "label" else "General",
            "font": "黑体" if base in ("title", "head") else "宋体", "wrap": base == "head"}


def row_height(grid, row):
    styles = {s for (r, _), (_, s) in grid.cells.items() if r == row}
    breaks = any("\n" in str(v) for (r, _), (v, _) in grid.cells.items() if r == row)
    return 34 if "title" in styles else 34 if breaks else 21


def write_xlsx(path, grids):
    book = xlsxwriter.Workbook(str(path))
    book.set_properties({"title": "合成示例数据，非真实统计", "created": datetime.datetime(*EPOCH)})
    formats = {}
    for grid in grids:
        sheet = book.add_worksheet(grid.name)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        for column, width in enumerate(grid.widths):
            sheet.set_column(column, column, width)
        for row in range(grid.height):
            sheet.set_row(row, row_height(grid, row))
        starts = {(m[0], m[1]): m for m in grid.merges}
        for (row, column), (value, style) in sorted(grid.cells.items()):
            if style not in formats:
                formats[style] = book.add_format(xlsx_format(look(style)))
            value = float(value) if isinstance(value, Fraction) else value
            if (row, column) in starts:
                sheet.merge_range(*starts[row, column], value, formats[style])
            elif isinstance(value, Formula):
                sheet.write_formula(row, column, value.text, formats[style], value.value)
            elif not any(m[0] <= row <= m[2] and m[1] <= column <= m[3] for m in grid.merges):
                (sheet.write_string if isinstance(value, str) and value else sheet.write)(row, column, value, formats[style])
    book.close()


def xlsx_format(s):
    d = {"bold": s["bold"], "font_size": s["size"], "font_name": s["font"], "align": s["align"], "valign": "vcenter", "text_wrap": s["wrap"]}
    if s["border"]:
        d["border"] = 1
    if s["fill"]:
        d["bg_color"] = "#" + s["fill"]
    if s["number"] != "General":
        d["num_format"] = s["number"]
    return d


def write_xls(path, grids):
    book = xlwt.Workbook(encoding="utf-8")
    styles = {}
    for grid in grids:
        sheet = book.add_sheet(grid.name)
        for column, width in enumerate(grid.widths):
            sheet.col(column).width = int(width * 256)
        for row in range(grid.height):
            sheet.row(row).height_mismatch = True
            sheet.row(row).height = row_height(grid, row) * 20
        starts = {(m[0], m[1]): m for m in grid.merges}
        for (row, column), (value, style) in sorted(grid.cells.items()):
            if style not in styles:
                styles[style] = xls_style(look(style))
            if (row, column) in starts:
                r1, c1, r2, c2 = starts[row, column]
                sheet.write_merge(r1, r2, c1, c2, value, styles[style])
            elif not any(m[0] <= row <= m[2] and m[1] <= column <= m[3] for m in grid.merges):
                sheet.write(row, column, value, styles[style])
    book.save(str(path))


def xls_style(s):
    words = [f"font: name {s['font']}, height {s['size'] * 20}, bold {'on' if s['bold'] else 'off'}",
             f"align: horiz {s['align']}, vert center, wrap {'on' if s['wrap'] else 'off'}"]
    if s["border"]:
        words.append("borders: left thin, right thin, top thin, bottom thin")
    if s["fill"]:
        words.append("pattern: pattern solid, fore_colour " + ("ice_blue" if s["fill"] == "DDE7F2" else "gray25"))
    return xlwt.easyxf("; ".join(words), num_format_str=s["number"])


def write_ods(path, grids):
    book = OpenDocumentSpreadsheet()
    names = {}
    for grid in grids:
        table = Table(name=grid.name)
        for i, width in enumerate(grid.widths):
            style = Style(name=f"co{i}", family="table-column")
            style.addElement(TableColumnProperties(columnwidth=f"{width * 0.2:.2f}cm"))
            book.automaticstyles.addElement(style)
            table.addElement(TableColumn(stylename=style))
        starts = {(m[0], m[1]): m for m in grid.merges}
        for row in range(grid.height):
            line = TableRow()
            for column in range(len(grid.widths)):
                value, style = grid.cells.get((row, column), ("", None))
                line.addElement(ods_cell(book, names, starts.get((row, column)), grid.merges, row, column, value, style))
            table.addElement(line)
        book.spreadsheet.addElement(table)
    raw = io.BytesIO()
    book.write(raw)
    path.write_bytes(settle_zip(raw.getvalue()))


def ods_cell(book, names, merge, merges, row, column, value, style):
    if merge is None and any(m[0] <= row <= m[2] and m[1] <= column <= m[3] for m in merges):
        return CoveredTableCell()
    more = {}
    if merge:
        more = {"numberrowsspanned": merge[2] - merge[0] + 1, "numbercolumnsspanned": merge[3] - merge[1] + 1}
    if style:
        more["stylename"] = names.get(style) or ods_style(book, names, style)
    if isinstance(value, (int, float)):
        cell = TableCell(valuetype="float", value=repr(value), **more)
        cell.addElement(P(text=f"{value:.1f}" if isinstance(value, float) else f"{value}"))
    else:
        cell = TableCell(**({"valuetype": "string"} if value else {}), **more)
        if value:
            cell.addElement(P(text=value))
    return cell


def ods_style(book, names, name):
    s = look(name)
    style = Style(name="ce_" + name, family="table-cell", parentstylename="Default")
    weight, size = "bold" if s["bold"] else "normal", f"{s['size']}pt"
    style.addElement(TextProperties(fontweight=weight, fontweightasian=weight, fontsize=size, fontsizeasian=size))
    style.addElement(ParagraphProperties(textalign={"left": "start", "right": "end"}.get(s["align"], "center")))
    cell = {"verticalalign": "middle"}
    if s["border"]:
        cell["border"] = "0.5pt solid #000000"
    if s["fill"]:
        cell["backgroundcolor"] = "#" + s["fill"]
    style.addElement(TableCellProperties(**cell))
    book.automaticstyles.addElement(style)
    names[name] = style
    return style


def settle_zip(data):
    """The same archive with fixed times."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for item in old.infolist():
            info = zipfile.ZipInfo(item.filename, EPOCH)
            info.compress_type = zipfile.ZIP_STORED if item.filename == "mimetype" else zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(item.filename))
    return out.getvalue()


def write_csv(path, rows, encoding):
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))
