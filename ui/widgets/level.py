"""A volume: icon, slider, and a meter of what is heard while somebody talks."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSlider, QWidget

from ui.icons import paint_icon
from ui.theme import metrics
from ui.theme.roles import roles_of
from ui.widgets.painting import fill, ring

BARS: Final = 7
MOST: Final = 200  # per cent


class Slider(QSlider):
    """A thin line with a round handle; a click goes straight there. `scrolls` off: the wheel is the page's around it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.scrolls = True
        self.setRange(0, MOST)
        self.setPageStep(10)
        self.setSingleStep(5)

    def sizeHint(self) -> QSize:
        return QSize(120, 24)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, 24)

    def _x(self) -> float:
        span = self.width() - 16
        return 8 + span * (self.value() - self.minimum()) / max(1, self.maximum() - self.minimum())

    def _go(self, event: QMouseEvent) -> None:
        from PySide6.QtWidgets import QStyle  # with its hundreds of names it is not on the way to the first frame

        value = QStyle.sliderValueFromPosition(self.minimum(), self.maximum(), int(event.position().x()) - 8, self.width() - 16)
        self.setValue(100 if abs(value - 100) < 4 else value)  # the unchanged signal is easy to hit

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.scrolls:
            super().wheelEvent(event)
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setSliderDown(True)
        self._go(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.isSliderDown():
            self._go(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        del event
        self.setSliderDown(False)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        roles = roles_of(self.palette())
        middle = self.height() / 2
        x = self._x()
        fill(painter, QRectF(8, middle - 2, self.width() - 16, 4), 2, roles.outline)
        fill(painter, QRectF(8, middle - 2, x - 8, 4), 2, roles.accent)
        fill(painter, QRectF(x - 8, middle - 8, 16, 16), 8, roles.accent)
        fill(painter, QRectF(x - 6, middle - 6, 12, 12), 6, roles.surface)
        if self.hasFocus():
            ring(painter, QRectF(x - 11, middle - 11, 22, 22), 10, roles.accent)
        painter.end()


class Meter(QWidget):
    """Seven small bars: the peak of the last 100 ms, 0 to 255."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lit = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_level(self, level: int) -> None:
        lit = min(BARS, (level * BARS + 200) // 255) if level > 2 else 0
        if lit != self._lit:
            self._lit = lit
            self.update()

    def lit(self) -> int:
        return self._lit

    def sizeHint(self) -> QSize:
        return QSize(BARS * 6, 18)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        roles = roles_of(self.palette())
        for bar in range(BARS):
            height = 5 + bar * 1.6
            on = bar < self._lit
            fill(painter, QRectF(bar * 6, 16 - height, 4, height), 1, roles.call_light if on else roles.outline)
        painter.end()


class VolumeRow(QWidget):
    """Emits `changed` with per cent as the user moves the slider."""

    changed = Signal(int)

    def __init__(self, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self._name = ""
        self.slider = Slider()
        self.meter = Meter()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(28, 0, 0, 0)
        layout.setSpacing(metrics.MEDIUM)
        layout.addWidget(self.slider, 1)
        layout.addWidget(self.meter)
        self.slider.valueChanged.connect(self.changed)

    def set_words(self, name: str) -> None:
        self._name = name
        self.slider.setAccessibleName(name)
        self._say_value()

    def _say_value(self) -> None:
        self.slider.setToolTip(f"{self._name}: {self.slider.value()} %")

    def show_percent(self, percent: int) -> None:
        """Without telling anybody."""
        self.slider.blockSignals(True)
        self.slider.setValue(percent)
        self.slider.blockSignals(False)
        self._say_value()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        paint_icon(painter, self._icon, QRectF(0, self.height() / 2 - 10, 20, 20), roles_of(self.palette()).muted)
        painter.end()
