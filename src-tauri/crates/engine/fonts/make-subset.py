#!/usr/bin/env python3
"""Makes the fonts shipped with Jianfu from the full Noto Sans SC.

    npm pack @expo-google-fonts/noto-sans-sc@0.4.3 && tar xzf expo-google-fonts-noto-sans-sc-0.4.3.tgz
    python3 make-subset.py package

Needs fonttools and brotli (pip). Writes two TTF beside this script, for drawing and measuring charts, and two
WOFF2 for the window. All hold the same characters: GB/T 2312, ASCII, the punctuation and signs used in reports,
and every character of ../data/areas.tsv (place names reach beyond GB/T 2312).

The TTF carry no layout tables: without kerning and ligatures the width of a text is the sum of its advances, so
what the engine measures is what every renderer draws. The WOFF2 keep kerning for ordinary text of the window.

Licence: SIL OFL 1.1 (OFL.txt). The reserved font name is 'Source'; it does not occur in the family name
'Noto Sans SC', so a modified version may keep that name.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
WEB = HERE.parents[3] / "ui" / "src" / "styles" / "fonts"
AREAS = HERE.parent / "data" / "areas.tsv"
FACES = {
    "Regular": "400Regular/NotoSansSC_400Regular.ttf",
    "Medium": "500Medium/NotoSansSC_500Medium.ttf",
}
EXTRA = (
    "—–…·‘’“”′″−±×÷≤≥≠≈∞‰％¥€°℃№§†‡•→←↑↓↗↘▲△▼▽■□●○◆◇★☆✓✗"
    "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽"
    "〇〈〉《》「」『』【】〔〕〖〗（）［］｛｝，。、；：？！～／＼＋－＝＜＞＆＃＠＊㎡㎞㎏\u3000\u00a0"
)


def gb2312() -> set[str]:
    """Every character of GB/T 2312, from the codec itself."""
    found = set()
    for row in range(0xA1, 0xF8):
        for cell in range(0xA1, 0xFF):
            try:
                found.add(bytes([row, cell]).decode("gb2312"))
            except UnicodeDecodeError:
                pass
    return found


def characters() -> str:
    """What the fonts must hold, sorted so that a run gives the same files every time."""
    wanted = gb2312() | {chr(c) for c in range(0x20, 0x7F)} | {chr(c) for c in range(0xA0, 0x100)} | set(EXTRA)
    wanted |= {c for c in AREAS.read_text(encoding="utf-8") if c.isprintable()}
    return "".join(sorted(wanted))


def subset(source: Path, target: Path, text_file: Path, *options: str) -> None:
    """One face, one format."""
    subprocess.run(
        ["pyftsubset", str(source), f"--text-file={text_file}", f"--output-file={target}", "--no-hinting",
         "--name-IDs=*", "--notdef-outline", "--drop-tables+=BASE,GSUB,vhea,vmtx,STAT,gasp,prep", *options],
        check=True,
    )


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    package = Path(sys.argv[1])
    WEB.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        text_file = Path(scratch) / "characters.txt"
        text_file.write_text(characters(), encoding="utf-8")
        for face, path in FACES.items():
            subset(package / path, HERE / f"NotoSansSC-{face}.ttf", text_file,
                   "--drop-tables+=GPOS,GDEF", "--layout-features=")
            subset(package / path, WEB / f"NotoSansSC-{face}.woff2", text_file,
                   "--layout-features=kern", "--flavor=woff2")
    for folder in (HERE, WEB):
        shutil.copyfile(package / "LICENSE_FONT", folder / "OFL.txt")


if __name__ == "__main__":
    main()
