"""How a call sounds: a line of its last minute, the word for it, whether others can listen, and the codec."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui.icons import paint_icon
from ui.language import tr
from ui.theme import metrics
from ui.theme.roles import roles_of
from ui.widgets.label import Label, plain_tip
from ui.wording.amounts import decimal
from ui.wording.calls import FAIR, GOOD, cause_sentence, mos_role, sound_words

if TYPE_CHECKING:
    from agent_app.snapshots import CallSnapshot

KEPT: Final = 60  # estimates, one a second
_LEAST, _MOST = 100, 450
_SHADOW: Final = 48  # alpha
_CENTI: Final = 2  # decimals of an estimate


class QualityGraph(QWidget):
    """The estimates as a line, the newest at the right; it says the last one's colour, the label beside it the word."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values: deque[int] = deque(maxlen=KEPT)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def clear(self) -> None:
        self._values.clear()
        self.update()

    def add(self, mos_centi: int) -> None:
        self._values.append(mos_centi)
        self.update()

    def values(self) -> tuple[int, ...]:
        return tuple(self._values)

    def sizeHint(self) -> QSize:
        return QSize(44, 16)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        if not self._values:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        color = QColor(getattr(roles_of(self.palette()), mos_role(self._values[-1])))
        points = self._points()
        line = points if len(points) > 1 else [QPointF(1, points[0].y()), points[0]]
        painter.setPen(QPen(color, 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawPolyline(line)
        color.setAlpha(_SHADOW)  # without the ground below it a steady line would be a stray dash
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        painter.drawPolygon([*line, QPointF(line[-1].x(), self.height()), QPointF(line[0].x(), self.height())])
        painter.end()

    def _points(self) -> list[QPointF]:
        """Over the whole width from the first second on: a line that begins as a dot says nothing."""
        step = (self.width() - 2) / max(1, len(self._values) - 1)
        high = self.height() - 4
        scale = high / (_MOST - _LEAST)
        if len(self._values) == 1:
            return [QPointF(self.width() - 1, 2 + high - (self._values[0] - _LEAST) * scale)]
        return [QPointF(1 + place * step, 2 + high - (value - _LEAST) * scale) for place, value in enumerate(self._values)]


class Lock(QWidget):
    """Closed where the media are encrypted; the tool tip names the suite."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(15, 15)

    def show_suite(self, suite: str) -> None:
        self.setVisible(bool(suite))
        said = tr("Calls", "Encrypted: {suite}", suite=suite) if suite else ""
        self.setAccessibleName(said)
        self.setToolTip(plain_tip(said) if said else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        paint_icon(painter, "lock-simple-fill", QRectF(self.rect()), roles_of(self.palette()).call_text)
        painter.end()


class QualityLine(QWidget):
    """ "⌁ good sound · 🔒 SRTP · G.722"; before the answer, on hold or muted the words that are given instead of the quality."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.graph = QualityGraph()
        self.word = Label()
        self.lock = Lock()
        self.details = Label(role="muted")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(metrics.TIGHT)
        layout.addStretch(1)
        for part in (self.graph, self.word, self.lock, self.details):
            layout.addWidget(part)
        layout.addStretch(1)
        self._call_id = ""
        self._last: object = None

    def show_call(self, call: CallSnapshot, instead: str = "", role: str = "muted") -> None:
        """Estimates pile up for the graph, and are forgotten for another call."""
        if call.call_id != self._call_id:
            self._call_id, self._last = call.call_id, None
            self.graph.clear()
        quality = call.quality
        if quality is not None and call is not self._last:
            self._last = call
            self.graph.add(quality.mos_centi)
        shown = quality is not None and not instead
        self.graph.setVisible(shown)
        self.word.setText(instead or (sound_words(quality.mos_centi) if quality else ""))
        self.word.set_role(mos_role(quality.mos_centi) if quality and shown else role)
        self.word.setVisible(bool(self.word.text()))
        self.lock.show_suite(call.encryption)
        self._show_details(call)
        tip = _tip(call)
        self.graph.setToolTip(tip)
        self.word.setToolTip(tip)

    def _show_details(self, call: CallSnapshot) -> None:
        parts = [part for part in ("SRTP" if call.encryption else "", codec_name(call.codec, call.clock_rate)) if part]
        text = " · ".join(parts)
        self.details.setText(f"· {text}" if text and not call.encryption and self.word.text() else text)
        self.details.setVisible(bool(text))

    def text(self) -> str:
        """All of it in one line, for screen readers and tests."""
        return " ".join(part for part in (self.word.text(), self.details.text()) if part)


def codec_name(codec: str, clock_rate: int) -> str:
    """As people write them: G.722, PCMA, speex 16 kHz."""
    name = codec.partition("/")[0]
    if name.upper() in ("G722", "G729"):
        return f"{name[0]}.{name[1:]}"
    return f"{name} {clock_rate // 1000} kHz" if name.casefold() == "speex" and clock_rate else name


def _tip(call: CallSnapshot) -> str:
    """The figures behind the word, for those who ask."""
    if call.quality is None:
        return ""
    mos = decimal(call.quality.mos_centi, _CENTI)
    said = [tr("Calls", "Quality {mos} of 4.5, of the last ten seconds", mos=mos), cause_sentence(call.quality)]
    if call.worst_quality is not None and call.worst_quality.mos_centi < min(GOOD, call.quality.mos_centi):
        worst = call.worst_quality
        low = tr("Calls", "The worst so far: {mos}", mos=decimal(worst.mos_centi, _CENTI))
        said.append(f"{low} ({cause_sentence(worst)})" if worst.mos_centi < FAIR and cause_sentence(worst) else low)
    return plain_tip("\n".join(part for part in said if part)).replace("\n", "<br>")
