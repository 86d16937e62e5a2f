"""Where the data files are. By the package's own path: importlib.resources would cost 10 ms of the start."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import resources

RESOURCES: Final = Path(resources.__file__ or "").parent
