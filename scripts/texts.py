"""Brings `locale/` up to the code: `python scripts/texts.py`, then fill in what it names.

New texts come in empty, those that the code has lost go; translations stay as they are. Exit
status 1 while one is missing.
"""

import sys
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
_HEADERS = ("Language:", "Plural-Forms:", "MIME-Version:", "Content-T")


def template(folder: Path) -> Catalog:
    """The texts of the code in `folder`, read as `babel.cfg` says."""
    with (ROOT / "babel.cfg").open() as config:
        methods, options = parse_mapping_cfg(config)
    found = Catalog()
    for _file, _line, text, _comments, _context in extract_from_dir(str(folder), methods, options):
        found.add(text)
    return found


def english(catalog: Catalog) -> set[str]:
    """The keys; of a plural its singular."""
    return {text.id if isinstance(text.id, str) else text.id[0] for text in catalog if text.id}


def updated(path: Path, texts: Catalog) -> tuple[bytes, set[str]]:
    """The new contents of a catalogue, and the keys that have no translation yet."""
    with path.open("rb") as file:
        catalog = read_po(file, locale=path.parts[-3])
    catalog.update(texts, no_fuzzy_matching=True)
    written = BytesIO()
    write_po(written, catalog, width=0, sort_output=True, no_location=True, ignore_obsolete=True)
    head, body = written.getvalue().decode().split("\n\n", 1)
    kept = "\n".join(line for line in head.splitlines() if not _is_noise(line))
    empty = Catalog()
    for text in catalog:
        forms = text.string if isinstance(text.string, (list, tuple)) else (text.string,)
        if text.id and not all(forms):
            empty.add(text.id)
    return f"{kept}\n\n{body.rstrip()}\n".encode(), english(empty)


def _is_noise(line: str) -> bool:
    """Headers with dates and names would change with every run."""
    return line.endswith('\\n"') and not line.startswith(tuple(f'"{name}' for name in _HEADERS))


def main() -> int:
    texts = template(ROOT)
    missing = 0
    for path in sorted((ROOT / "locale").glob("*/LC_MESSAGES/portal.po")):
        contents, empty = updated(path, texts)
        path.write_bytes(contents)
        missing += len(empty)
        for key in sorted(empty):
            sys.stdout.write(f"{path.relative_to(ROOT)}: {key}\n")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
