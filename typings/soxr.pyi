"""The part of soxr that telephony.audio uses."""

import numpy as np
from numpy.typing import NDArray

class ResampleStream:
    def __init__(
        self, in_rate: float, out_rate: float, num_channels: int, dtype: str = "float32", quality: str = "HQ", vr: bool = False
    ) -> None: ...
    def resample_chunk(self, x: NDArray[np.int16], last: bool = False) -> NDArray[np.int16]: ...
    def set_io_ratio(self, in_rate: float, out_rate: float, slew_len: int) -> None: ...
