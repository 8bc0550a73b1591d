"""Makes pictures of the pages of a content set's PDFs, for the kiosk, and refuses a set that has nothing to show.

Called by the role content's check after a switch, and before the kiosk starts: kiosk_pages.py SET_DIRECTORY PAGES_DIRECTORY PIXELS.
PAGES_DIRECTORY/SHA256 then has 1.png, 2.png … of the PDF with this SHA-256, with PIXELS on the longer side, and their number in `count`.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

SHOWN = re.compile(r"\.(png|jpe?g|gif|webp|avif|svg|mp4|webm|m4v|ogv|pdf)$", re.IGNORECASE)
MOST_PAGES = 200
# For all PDFs of a set together; the check has 700. A Pi 3 takes about a second a page.
LONGEST_SECONDS = 600


def sync(path: Path) -> None:
    """Returns when a file's content, or a directory's names, are on the disk: a power cut leaves neither empty."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def is_rendered(directory: Path) -> bool:
    """Whether the pictures are there, as far as their number tells."""
    try:
        return int((directory / "count").read_text(encoding="utf-8")) > 0
    except (FileNotFoundError, ValueError):
        return False


def render(pdf: Path, directory: Path, pixels: int, seconds: float) -> bool:
    """Makes the pictures, all or none: the kiosk reads them at any time. Gives whether the PDF has no more pages.

    Raises ValueError with what is wrong with the file.
    """
    new = directory.with_suffix(".new")
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir()
    try:
        done = subprocess.run(
            ["pdftoppm", "-png", "-l", str(MOST_PAGES + 1), "-scale-to", str(pixels), "--", str(pdf), str(new / "page")],
            capture_output=True, text=True, errors="replace", timeout=max(seconds, 0), check=False,
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C"},
        )
    except subprocess.TimeoutExpired as error:
        raise ValueError(f"the PDFs of a set may take {LONGEST_SECONDS // 60} minutes together") from error
    pictures = sorted(new.glob("page-*.png"))
    if done.returncode != 0 or not pictures:
        raise ValueError((done.stderr.strip().splitlines() or ["it has no pages"])[-1])
    for more in pictures[MOST_PAGES:]:
        more.unlink()
    for number, picture in enumerate(pictures[:MOST_PAGES], 1):
        picture.rename(new / f"{number}.png")
    (new / "count").write_text(str(min(len(pictures), MOST_PAGES)), encoding="utf-8")
    for file in [*new.iterdir(), new]:
        sync(file)
    shutil.rmtree(directory, ignore_errors=True)
    os.rename(new, directory)
    sync(directory.parent)
    return len(pictures) <= MOST_PAGES


@contextlib.contextmanager
def locked(directory: Path) -> Iterator[None]:
    """Takes a lock: both callers may run at the same time, and would remove each other's pictures."""
    descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def prepare(set_directory: Path, pages_directory: Path, pixels: int, end: float) -> str | None:
    """Gives why the set cannot be shown; None if it can."""
    version = (set_directory / "current").resolve()
    try:
        files = json.loads(version.with_name(version.name + ".json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return "no version of the set is here yet"
    paths = [file["path"] for file in files]
    if "index.html" in paths:
        return None
    if not any(SHOWN.search(path) for path in paths):
        return "nothing to show: expected an index.html, pictures (png, jpg, webp, svg …), videos (mp4, webm) or PDFs"
    pdfs = {file["sha256"]: file["path"] for file in files if file["path"].lower().endswith(".pdf")}
    for sha256, path in pdfs.items():
        if is_rendered(pages_directory / sha256):
            continue
        try:
            if not render(version / path, pages_directory / sha256, pixels, end - time.monotonic()):
                print(f"{path} has more than {MOST_PAGES} pages: only these are shown", file=sys.stderr)
        except ValueError as error:
            return f"{path} cannot be shown: {error}"
    for old in pages_directory.iterdir():
        if old.name not in pdfs:
            shutil.rmtree(old)
    return None


def main(set_directory: Path, pages_directory: Path, pixels: int) -> str | None:
    """Gives why the set cannot be shown; None if it can. The time for PDFs includes that for the lock."""
    end = time.monotonic() + LONGEST_SECONDS
    pages_directory.mkdir(parents=True, exist_ok=True)
    with locked(pages_directory):
        return prepare(set_directory, pages_directory, pixels, end)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])))
