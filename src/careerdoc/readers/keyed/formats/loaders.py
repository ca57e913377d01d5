"""The loader of each format."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from careerdoc.model.limits import Limits
from careerdoc.readers.keyed.formats.json_text import load_json
from careerdoc.readers.keyed.formats.org_text import load_org
from careerdoc.readers.keyed.formats.toml_text import load_toml
from careerdoc.readers.keyed.formats.yaml import load_yaml
from careerdoc.readers.keyed.tree import Loaded

LOADERS: Mapping[str, Callable[[str, Limits], Loaded]] = {
    "yaml": load_yaml,
    "toml": load_toml,
    "json": load_json,
    "org": load_org,
}
