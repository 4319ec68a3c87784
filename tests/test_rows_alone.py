"""Each module with rows can be the first that is imported: what its relations name is there."""

import subprocess
import sys
from pathlib import Path

from tests.support.modules import read_modules

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted(f"portal.{name}" for name, module in read_modules(ROOT).items() if module.layer == "models")
# Each in a process that knows no rows yet.
ALONE = """
import importlib, os, sys
import portal.db, portal.wording
from sqlalchemy.orm import configure_mappers

for name in sys.argv[1:]:
    child = os.fork()
    if not child:
        try:
            importlib.import_module(name)
            configure_mappers()
        except Exception as error:
            print(name, error, flush=True)
        os._exit(0)
    os.waitpid(child, 0)
"""


def test_a_module_with_rows_needs_nobody_to_come_before_it():
    ran = subprocess.run([sys.executable, "-c", ALONE, *MODULES], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ran.stdout == ""
