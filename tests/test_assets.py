"""Static files carry their content in their name, arrive compressed, and may be kept for good."""

import gzip
import json
import os
import re
import shutil
from pathlib import Path

import brotli
import pytest
from flask import Flask, render_template_string

from portal.web.assets import UnknownAsset, read_manifest, serve_assets
from portal.web.build_assets import build

ROOT = Path(__file__).resolve().parent.parent
FILES = {
    "css/app.css": "@import './parts.css';\nbody { background: url(../icons/sun.svg), url('data:image/png;x') }\n" * 30,
    "css/parts.css": 'h1 { background: url("../icons/sun.svg"); filter: url(#blur) }\n',
    "icons/sun.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
    "js/app.js": "import { send } from './parts/send.js';\nimport('./parts/late.js');\nlet from = './no.js';\n",
    "js/parts/send.js": "export const send = 1;\n",
    "js/parts/late.js": "import '../parts/send.js';\n",
    "vendor/lib-1.0/lib.js": "import './never-looked-into.js';\n",
    "vendor/lib-1.0/LICENSE": "free\n",
    "app.webmanifest": '{ "start_url": "/", "icons": [{ "src": "icons/sun.svg" }] }\n',
    "photo.png": "\x00" * 2000,
}


@pytest.fixture
def folder(tmp_path):
    for name, text in FILES.items():
        path = tmp_path / "static" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        os.utime(path, (1, 1))
    return tmp_path / "static"


def served(folder, names):
    app = Flask("assets", static_folder=None)
    serve_assets(app, folder, names)
    return app


def test_every_file_gets_a_name_with_its_hash_and_licences_stay_behind(folder):
    names = build(folder)

    assert set(names) == set(FILES) - {"vendor/lib-1.0/LICENSE"}
    assert all(re.fullmatch(r"(.+)\.[0-9a-f]{12}(\.\w+)", hashed) for hashed in names.values())


def test_a_name_changes_with_the_content_of_the_file_and_of_what_it_refers_to(folder):
    before = build(folder)
    (folder / "icons/sun.svg").write_text("<svg/>")
    after = build(folder)

    assert {name for name in FILES if before.get(name) != after.get(name)} == {
        "icons/sun.svg",
        "css/parts.css",
        "css/app.css",
        "app.webmanifest",
    }


def test_references_lead_to_the_hashed_files(folder):
    names = build(folder)
    css = (folder / "build" / names["css/app.css"]).read_text()
    script = (folder / "build" / names["js/app.js"]).read_text()

    assert f"url(../{names['icons/sun.svg']})" in css
    assert "url('data:image/png;x')" in css
    assert f"from'../{names['js/parts/send.js']}'" in script
    assert f"import('../{names['js/parts/late.js']}')" in script
    assert "from='./no.js'" in script
    assert f'"src": "./{names["icons/sun.svg"]}"' in (folder / "build" / names["app.webmanifest"]).read_text()


def test_a_sheet_arrives_in_one_piece_with_those_beside_it_and_without_air(folder):
    (folder / "css/all.css").write_text(
        '/* why */\n@import "./one.css";\n@import "./paper.css" print;\na { top: 0; }\n'
    )
    (folder / "css/one.css").write_text("@layer base;\n\nb > i, b:has(u) {\n  margin: 0 calc(1em + 2px);\n}\n")
    (folder / "css/paper.css").write_text("i { top: 1mm }\n")

    sheet = (folder / "build" / build(folder)["css/all.css"]).read_text()

    small = "@layer base;b > i,b:has(u){margin:0 calc(1em + 2px)}"
    assert sheet == f"{small}@media print{{i{{top:1mm}}}}a{{top:0}}"


def test_a_script_arrives_without_what_is_written_for_developers(folder):
    (folder / "js/parts/send.js").write_text('// why\n/** what\n    it is */\nexport const send = "// kept";\n')
    script = folder / "build" / build(folder)["js/parts/send.js"]

    assert script.read_text() == 'export const send="// kept";'


def test_our_own_scripts_weigh_no_more_than_22_kb_together(tmp_path):
    shutil.copytree(ROOT / "static", tmp_path / "static", ignore=shutil.ignore_patterns("build"))
    names = build(tmp_path / "static")
    own = [tmp_path / "static" / "build" / hashed for name, hashed in names.items() if name.startswith("js/")]

    assert own
    assert sum(script.stat().st_size for script in own) <= 22_000


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("css/new.css", "a { background: url(gone.png) }"),
        ("js/new.js", "import './gone.js'"),
        ("js/self.js", "import './self.js'"),
        ("css/all.css", "@import './gone.css';"),
        ("css/self.css", "@import './self.css';"),
    ],
)
def test_a_reference_to_nothing_or_to_itself_stops_the_build(folder, name, text):
    (folder / name).write_text(text)

    with pytest.raises(UnknownAsset):
        build(folder)


def test_what_an_earlier_build_left_is_removed(folder):
    old = build(folder)["js/parts/send.js"]
    (folder / "js/parts/send.js").write_text("export const send = 2;\n" * 50)
    new = build(folder)["js/parts/send.js"]

    assert not (folder / "build" / old).exists()
    assert (folder / "build" / new).exists()
    assert (folder / "build" / f"{new}.br").exists()


def test_a_build_older_than_a_source_is_not_trusted(folder):
    names = build(folder)
    assert read_manifest(folder) == names

    (folder / "js/app.js").write_text("changed\n")
    os.utime(folder / "js/app.js", (2**32, 2**32))

    assert read_manifest(folder) == {}


@pytest.mark.parametrize(
    ("accepted", "encoding", "opened"),
    [("gzip, br", "br", brotli.decompress), ("gzip", "gzip", gzip.decompress), ("identity", None, bytes)],
)
def test_a_built_file_arrives_compressed_and_may_be_kept_for_good(folder, accepted, encoding, opened):
    names = build(folder)
    client = served(folder, names).test_client()

    answer = client.get(f"/static/{names['css/app.css']}", headers={"Accept-Encoding": accepted}, buffered=True)

    assert answer.status_code == 200
    assert answer.headers.get("Content-Encoding") == encoding
    assert opened(answer.data) == (folder / "build" / names["css/app.css"]).read_bytes()
    assert answer.headers["Content-Type"] == 'text/css; charset="utf-8"'
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_a_picture_is_not_compressed_again(folder):
    names = build(folder)

    assert not (folder / "build" / f"{names['photo.png']}.br").exists()


def test_without_a_build_the_plain_files_are_served_and_asked_for_anew(folder):
    client = served(folder, {}).test_client()
    before = client.get("/static/js/app.js", buffered=True)
    (folder / "js/app.js").write_text("changed\n")
    after = client.get("/static/js/app.js", buffered=True)

    assert before.text == FILES["js/app.js"]
    assert after.text == "changed\n"
    assert "immutable" not in after.headers["Cache-Control"]
    assert "max-age=0" in after.headers["Cache-Control"]


@pytest.mark.parametrize("path", ["/static/../wsgi.py", "/static/%2e%2e/wsgi.py", "/static/gone.css", "/static/"])
def test_nothing_outside_the_folder_is_served(folder, path):
    (folder.parent / "wsgi.py").write_text("secret")

    for names in ({}, build(folder)):
        assert served(folder, names).test_client().get(path).status_code == 404


@pytest.mark.parametrize("built", [True, False])
def test_a_template_names_a_file_plainly_and_learns_at_once_that_it_is_not_there(folder, built):
    names = build(folder) if built else {}
    app = served(folder, names)

    with app.test_request_context("/", environ_overrides={"SCRIPT_NAME": "/wegwijs"}):
        address = render_template_string("{{ asset('css/app.css') }}")
        with pytest.raises(UnknownAsset):
            render_template_string("{{ asset('css/gone.css') }}")

    assert address == f"/wegwijs/static/{names.get('css/app.css', 'css/app.css')}"


def test_the_manifest_is_written_last_and_readable(folder):
    names = build(folder)

    assert json.loads((folder / "build" / "manifest.json").read_text()) == names
