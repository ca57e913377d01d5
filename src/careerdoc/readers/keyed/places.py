"""What the path of a file says of the records in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from careerdoc.fields.kinds import NOWHERE, Place, is_page_name, kept_in

_DATED_NAME = re.compile(r"(?P<date>\d{4}-\d{1,2}-\d{1,2})-.+")
_NUMBERED = re.compile(r"^\d{1,3}[-_. ]+")
_MOST_FOLDERS = 6


@dataclass(frozen=True, slots=True)
class Path:
    """What a path says: its folders, the name of the file, the day in it, and whether it is a plain page."""

    folder: Place = NOWHERE
    stem: Place = NOWHERE
    date: str | None = None
    is_page: bool = False

    @property
    def of_lists(self) -> Place:
        """What lists in the file hold that do not say so themselves."""
        return self.stem if self.stem != NOWHERE else self.folder


@lru_cache(maxsize=1024)
def path_of(name: str) -> Path:
    """What the path `name` says; the folder nearest to the file counts that says anything."""
    *parts, file = [part for part in name.split("/") if part not in ("", ".")] or [""]
    front, _, suffix = file.rpartition(".")
    bare = front if front and suffix else file
    stem = file.split(".")[0] or bare
    dated = parts[-1] if stem == "index" and parts else bare
    named = _DATED_NAME.fullmatch(dated)
    folders = [part for part in reversed(parts) if part != ".."][:_MOST_FOLDERS]
    folder = next((place for part in folders if (place := kept_in(_bare(part))) != NOWHERE), NOWHERE)
    return Path(
        folder=folder,
        stem=NOWHERE if named else kept_in(_bare(stem)),
        date=named["date"] if named else None,
        is_page=is_page_name(stem),
    )


def is_post_by_name(name: str) -> bool:
    """Whether the path alone says that a text is a post: a day in its name, or a folder of posts."""
    path = path_of(name)
    return path.date is not None or (path.folder.kind == "post" and path.folder.is_sure)


def _bare(part: str) -> str:
    return _NUMBERED.sub("", part)
