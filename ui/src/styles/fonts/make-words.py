#!/usr/bin/env python3
"""Cuts from the window's two fonts the few hundred characters the window itself says, so that its first drawing waits
for two files of some 40 KB instead of two of 1 MB; the whole fonts are fetched when another character comes.

    python3 make-words.py

Needs fonttools and brotli (pip). Run it after changing words in ../../i18n (a test says when). Writes
NotoSansSC-*-words.woff2 and ../words.css beside the fonts they are cut from.
"""

import subprocess
from pathlib import Path

HERE = Path(__file__).resolve().parent
WORDS = HERE.parents[1] / "i18n"
FACES = {"Regular": 400, "Medium": 500}


def characters() -> list[str]:
    """ASCII, the usual signs, and every character of the window's words."""
    text = "".join(chr(c) for c in range(0x20, 0x7F)) + "—–…·“”‘’−×÷≤≥‰％（）、。，；：？！《》→\u00a0"
    for path in sorted(WORDS.glob("*.ts")):
        if not path.name.endswith(".test.ts"):
            text += path.read_text(encoding="utf-8")
    return sorted({c for c in text if c.isprintable() or c == "\u00a0"})


def main() -> None:
    wanted = characters()
    codes = ", ".join(f"U+{ord(c):X}" for c in wanted)
    rules = ["/* Made by fonts/make-words.py. */"]
    for face, weight in FACES.items():
        target = HERE / f"NotoSansSC-{face}-words.woff2"
        subprocess.run(
            ["pyftsubset", str(HERE / f"NotoSansSC-{face}.woff2"), f"--text={''.join(wanted)}", "--no-hinting",
             "--name-IDs=*", "--notdef-outline", "--layout-features=kern", "--flavor=woff2", f"--output-file={target}"],
            check=True,
        )
        rules.append(
            f'@font-face {{\n  font-family: "Noto Sans SC";\n  font-weight: {weight};\n  font-display: swap;\n'
            f'  src: url("fonts/{target.name}") format("woff2");\n  unicode-range: {codes};\n}}'
        )
    (HERE.parent / "words.css").write_text("\n".join(rules) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
