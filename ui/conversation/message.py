"""A chat message in the timeline: measured once for each width, painted from what was measured. Foreign text is text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QTextCharFormat, QTextLayout, QTextOption

from agent_app.chats.snapshots import FileState, MessageItem, MessageKind
from ui.conversation.chat_words import MARKS, body_text, can_send_again, file_action, file_state, file_words, mark_role, plays_here, trouble
from ui.conversation.picture import paint_picture
from ui.conversation.thumbnails import picture_paths, thumbnail_size
from ui.conversation.voice import WIDTH, button_box, look_of, paint_voice, wave_box
from ui.emoji.names import draws_emoji
from ui.icons import paint_icon
from ui.language import tr
from ui.theme import metrics
from ui.theme.metrics import Type, font
from ui.widgets.painting import fill, ring
from ui.wording.foreign import LONGEST, one_line
from ui.wording.links import Link, links_of, with_emoji
from ui.wording.times import clock

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter

    from agent_app.chats.snapshots import FileInfo
    from agent_app.chats.voice import VoiceNotes
    from ui.conversation.thumbnails import Thumbnails
    from ui.theme.roles import Roles

PAD_X: Final = 12
PAD_Y: Final = 8
MARK: Final = 14
LINE: Final = 18
WIDEST: Final = 520
FILE_HEIGHT: Final = 44
PLATE: Final = 40.0
QUOTE_HEIGHT: Final = 26
GAP: Final = 8  # before what somebody else says, or later
NEAR: Final = 2  # before what goes on


@dataclass(frozen=True, slots=True)
class Shape:
    """What a message looks like in a timeline `width` pixels wide. Boxes are within its row; an empty one is not there."""

    box: QRectF
    quote: QRectF
    file: QRectF
    picture: QRectF
    text: QTextLayout | None
    text_at: QPointF
    links: tuple[Link, ...]
    action: QRectF  # what can be done with the file
    wave: QRectF  # of a voice note that is played here
    whole: QRectF  # "Show all of it"
    foot: QRectF  # the time and the ticks
    trouble: QTextLayout | None
    trouble_at: QPointF
    again: QRectF  # "Send again"
    height: int


def shape_of(item: MessageItem, width: int, *, first: bool, language: str, smileys: bool) -> Shape:
    """`first` of what one person says together; `language` because the words differ."""
    return _measured(item, width, first, language, smileys)


@lru_cache(maxsize=1024)
def _measured(item: MessageItem, width: int, first: bool, language: str, smileys: bool) -> Shape:
    del language
    share = width * 9 // 10 if item.file else width * 4 // 5  # what can be done with a file needs room in a narrow window
    room = float(max(120, min(WIDEST, share) - 2 * PAD_X))
    shown = _shown_text(item, smileys)
    links = links_of(shown) if item.kind is MessageKind.TEXT else ()
    text, text_width, text_height = laid_out(shown, room, font(), links) if shown else (None, 0.0, 0.0)
    cut = item.kind is MessageKind.TEXT and len(body_text(item)) > LONGEST
    why = trouble(item)
    said, why_width, why_height = laid_out(why, room, font(Type.SMALL)) if why else (None, 0.0, 0.0)
    foot_width = _foot_width(item)
    picture = thumbnail_size(item.file, room)
    inner = max(text_width, foot_width, why_width, _file_width(item, room) if item.file else 0.0, picture.width())
    inner = max(inner, min(room, _quote_width(item)))
    # The time stands in the text's last line where there is room, as on a postcard.
    beside = text is not None and not why and not cut and _last_width(text) + foot_width + 12 <= room
    if beside and text is not None:
        inner = max(inner, _last_width(text) + foot_width + 12)
    inner = min(room, inner) + 1
    left = 0.0 if item.is_incoming else width - inner - 2 * PAD_X
    x, top = left + PAD_X, float(GAP if first else NEAR)
    y = top + PAD_Y
    quote = QRectF(x, y, inner, QUOTE_HEIGHT) if item.reply_text else QRectF()
    y += QUOTE_HEIGHT + 6 if item.reply_text else 0
    shown_picture = QRectF(x, y, picture.width(), picture.height()) if not picture.isEmpty() else QRectF()
    y += picture.height() + 6 if not picture.isEmpty() else 0
    file = QRectF(x, y, inner, FILE_HEIGHT) if item.file else QRectF()
    y += FILE_HEIGHT + (4 if text is not None else 0) if item.file else 0
    text_at = QPointF(x, y)
    y += text_height
    whole = QRectF(x, y, inner, LINE) if cut else QRectF()
    y += LINE if cut else 0
    beside = beside or (plays_here(item) and text is None and not why)  # beside the length, under the waveform
    foot_at = y - LINE + 1 if beside else y + 1
    y += 0 if beside else LINE - 2
    foot = QRectF(x + inner - foot_width, foot_at, foot_width, LINE)
    trouble_at = QPointF(x, y + 2)
    y += why_height + 4 if why else 0
    again = QRectF(x, y, inner, LINE + 4) if can_send_again(item) else QRectF()
    y += LINE + 4 if can_send_again(item) else 0
    box = QRectF(left, top, inner + 2 * PAD_X, y + PAD_Y - top)
    return Shape(
        box=box,
        quote=quote,
        file=file,
        picture=shown_picture,
        text=text,
        text_at=text_at,
        links=links,
        action=_action_box(item, file),
        wave=wave_box(file) if plays_here(item) else QRectF(),
        whole=whole,
        foot=foot,
        trouble=said,
        trouble_at=trouble_at,
        again=again,
        height=int(box.bottom() + 1),
    )


def _shown_text(item: MessageItem, smileys: bool) -> str:
    text = body_text(item)
    if len(text) > LONGEST:
        text = f"{text[:LONGEST]}…"
    return with_emoji(text) if smileys and item.kind is MessageKind.TEXT and draws_emoji() else text


def laid_out(text: str, room: float, face: QFont, links: tuple[Link, ...] = ()) -> tuple[QTextLayout, float, float]:
    """Words stay whole where they fit; a longer one is broken anywhere. The layout, its width and its height."""
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout = QTextLayout(text.replace("\n", "\u2028"), face)
    layout.setTextOption(option)
    if links:
        layout.setFormats([_link_format(text, link) for link in links])
    layout.beginLayout()
    height = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(room)
        line.setPosition(QPointF(0, height))
        height += line.height()
    layout.endLayout()
    widest = max((layout.lineAt(place).naturalTextWidth() for place in range(layout.lineCount())), default=0.0)
    return layout, min(room, widest), height


def _link_format(text: str, link: Link) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start = utf16(text[: link.start])
    made.length = utf16(text[link.start : link.end])
    style = QTextCharFormat()
    style.setFontUnderline(True)
    made.format = style
    return made


def utf16(text: str) -> int:
    """How many of Qt's characters it has: an emoji has two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _last_width(text: QTextLayout) -> float:
    return text.lineAt(text.lineCount() - 1).naturalTextWidth()


def _foot_width(item: MessageItem) -> float:
    return QFontMetricsF(font(Type.SMALL)).horizontalAdvance(clock(item.at_us)) + (2 if item.is_incoming else MARK + 6)


def _file_width(item: MessageItem, room: float) -> float:
    assert item.file is not None
    if plays_here(item):
        return min(room, WIDTH)
    metric, bold = QFontMetricsF(font()), QFontMetricsF(font(semibold=True))
    name = bold.horizontalAdvance(file_words(item.file, voice=item.kind is MessageKind.VOICE))
    below = metric.horizontalAdvance(f"{file_state(item.file)} · ") + bold.horizontalAdvance(file_action(item))
    return min(room, _words_left(item.file) + max(name, below, 120))


def _words_left(file: FileInfo) -> float:
    """Where the words of a file begin: behind its sign, which a picture does not need."""
    return 0.0 if picture_paths(file) else PLATE + 12.0


def _quote_width(item: MessageItem) -> float:
    return QFontMetricsF(font()).horizontalAdvance(one_line(item.reply_text)) + 14 if item.reply_text else 0.0


def _action_box(item: MessageItem, file: QRectF) -> QRectF:
    word = file_action(item)
    if file.isEmpty() or not word:
        return QRectF()
    if plays_here(item):
        return button_box(file)
    assert item.file is not None
    left = QFontMetricsF(font()).horizontalAdvance(f"{file_state(item.file)} · ") + _words_left(item.file)
    return QRectF(file.left() + left, file.top() + 22, QFontMetricsF(font(semibold=True)).horizontalAdvance(word) + 4, 20)


def show_all_words() -> str:
    return tr("Chat", "Show all of it…")


def link_at(shape: Shape, spot: QPointF) -> Link | None:
    """The link under a point of the row."""
    if shape.text is None or not shape.links:
        return None
    inside = spot - shape.text_at
    for place in range(shape.text.lineCount()):
        line = shape.text.lineAt(place)
        if line.naturalTextRect().contains(inside):
            position = line.xToCursor(inside.x(), line.CursorPosition.CursorOnCharacter)
            index = position[0] if isinstance(position, tuple) else position
            text = shape.text.text()
            return next((link for link in shape.links if utf16(text[: link.start]) <= index < utf16(text[: link.end])), None)
    return None


# --- painting ----------------------------------------------------------------------------------------------------------------------


def paint_message(
    painter: QPainter,
    corner: QPointF,
    item: MessageItem,
    shape: Shape,
    *,
    roles: Roles,
    pictures: Thumbnails,
    voice: VoiceNotes | None,
    focused: bool,
    marks: Sequence[QTextLayout.FormatRange] = (),
) -> None:
    """At the row's upper left `corner`; `marks` are parts of the text."""
    painter.save()
    painter.translate(corner)
    if item.is_incoming:
        fill(painter, shape.box, metrics.RADIUS, roles.outline)
        fill(painter, shape.box.adjusted(1, 1, -1, -1), metrics.RADIUS - 1, roles.surface)
    else:
        fill(painter, shape.box, metrics.RADIUS, roles.selected)
    if not shape.quote.isEmpty():
        _paint_quote(painter, roles, shape.quote, item)
    if not shape.picture.isEmpty():
        paint_picture(painter, roles, shape.picture, item, pictures)
    if not shape.wave.isEmpty() and item.file is not None:
        paint_voice(painter, roles, shape.file, look_of(item.file, voice))
    elif not shape.file.isEmpty():
        _paint_file(painter, roles, shape, item)
    if shape.text is not None:
        quiet = item.kind is MessageKind.UNREADABLE
        _paint_text(painter, shape, roles.muted if quiet else roles.on_surface, roles.accent_text, marks)
    _paint_foot(painter, roles, shape, item)
    if focused:
        ring(painter, shape.box, metrics.RADIUS, roles.accent)
    painter.restore()


def _paint_text(painter: QPainter, shape: Shape, ink: QColor, link_ink: QColor, marks: Sequence[QTextLayout.FormatRange]) -> None:
    assert shape.text is not None
    text = shape.text.text()
    colored: list[QTextLayout.FormatRange] = []
    for link in shape.links:
        part = _link_format(text, link)
        part.format.setForeground(link_ink)
        colored.append(part)
    painter.setPen(ink)
    shape.text.draw(painter, shape.text_at, [*colored, *marks])


def _paint_quote(painter: QPainter, roles: Roles, box: QRectF, item: MessageItem) -> None:
    fill(painter, QRectF(box.left(), box.top() + 2, 3, box.height() - 4), 1.5, roles.accent)
    painter.setFont(font())
    painter.setPen(roles.muted)
    room = box.adjusted(12, 0, 0, 0)
    cut = painter.fontMetrics().elidedText(one_line(item.reply_text), Qt.TextElideMode.ElideRight, int(room.width()))
    painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), cut)


def _paint_file(painter: QPainter, roles: Roles, shape: Shape, item: MessageItem) -> None:
    assert item.file is not None
    box = shape.file
    left = _words_left(item.file)
    if left:
        _paint_sign(painter, roles, QRectF(box.left(), box.top() + 2, PLATE, PLATE), item)
    painter.setFont(font(semibold=True))
    painter.setPen(roles.on_surface)
    line = QRectF(box.left() + left, box.top() + 2, box.width() - left, 20)
    title = file_words(item.file, voice=item.kind is MessageKind.VOICE)
    cut = painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideMiddle, int(line.width()))
    painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), cut)
    word = file_action(item)
    painter.setFont(font())
    painter.setPen(roles.danger_text if item.file.state is FileState.FAILED else roles.muted)
    state = file_state(item.file) + (" · " if word else "")
    painter.drawText(line.translated(0, 20), int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), state)
    if left and item.file.progress_percent is not None and item.file.state in (FileState.UPLOADING, FileState.DOWNLOADING):
        bar = QRectF(line.left(), box.bottom() - 1, line.width(), 3)
        fill(painter, bar, 1.5, roles.sunken)
        bar.setWidth(bar.width() * max(0, min(100, item.file.progress_percent)) / 100)
        fill(painter, bar, 1.5, roles.accent)


def _paint_sign(painter: QPainter, roles: Roles, plate: QRectF, item: MessageItem) -> None:
    assert item.file is not None
    fill(painter, plate, metrics.RADIUS_SMALL, roles.sunken)
    name = "microphone" if item.kind is MessageKind.VOICE else ("image" if item.file.content_type.startswith("image/") else "file")
    paint_icon(painter, name, plate.adjusted(10, 10, -10, -10), roles.on_surface)


def _paint_foot(painter: QPainter, roles: Roles, shape: Shape, item: MessageItem) -> None:
    painter.setFont(font(semibold=True))
    painter.setPen(roles.accent_text)
    middle = int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
    action = "" if not shape.wave.isEmpty() else file_action(item)
    for box, word in ((shape.action, action), (shape.whole, show_all_words()), (shape.again, tr("Chat", "Send again"))):
        if word and not box.isEmpty():
            painter.drawText(box, middle, word)
    painter.setFont(font(Type.SMALL))
    painter.setPen(roles.muted)
    painter.drawText(shape.foot, middle, clock(item.at_us))
    if not item.is_incoming and item.status in MARKS:
        mark = QRectF(shape.foot.right() - MARK, shape.foot.center().y() - MARK / 2, MARK, MARK)
        paint_icon(painter, MARKS[item.status], mark, getattr(roles, mark_role(item.status)))
    if shape.trouble is not None:
        painter.setPen(roles.danger_text if item.is_incoming else getattr(roles, mark_role(item.status)))
        shape.trouble.draw(painter, shape.trouble_at)
