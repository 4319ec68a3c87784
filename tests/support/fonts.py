"""The fonts of the browser tests: their own, so that no result depends on what a machine has installed."""

import os
from pathlib import Path

from portal.config import ROOT
from tests.support.browser import VENDOR

# The widest that a page falls back to where nothing else is installed, as on a fresh Debian; and a narrow one.
WIDE = VENDOR / "dejavu-sans-2.37"
NARROW = VENDOR / "roboto-condensed-0.4.2"
# Scripts that neither has, such as Arabic and Ge'ez, come from the fonts of the paper.
OTHER_SCRIPTS = ROOT / "portal" / "paper" / "fonts"
_FAMILIES = {WIDE: "DejaVu Sans", NARROW: "Roboto Condensed"}
_CONFIG = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>{font}</dir>
  <dir>{others}</dir>
  <cachedir>{home}/font-cache</cachedir>
  <match target="pattern">
    <edit name="family" mode="append_last"><string>{family}</string></edit>
  </match>
</fontconfig>
"""


def only(font: Path, home: Path) -> dict[str, str | float | bool]:
    """The environment of a browser that knows this font and those of other scripts alone; `home` keeps its
    configuration."""
    home.mkdir(parents=True, exist_ok=True)
    config = home / "fonts.conf"
    config.write_text(_CONFIG.format(font=font, others=OTHER_SCRIPTS, home=home, family=_FAMILIES[font]))
    return {**os.environ, "FONTCONFIG_FILE": str(config)}
