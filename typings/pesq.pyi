"""The part of pesq that the measurements use."""

from numpy.typing import NDArray
import numpy as np

def pesq(fs: int, ref: NDArray[np.float64], deg: NDArray[np.float64], mode: str = "wb") -> float: ...
