"""What a style sheet does better than painting: fields, menus, scroll bars, tool tips. Built from the roles, never from literals."""

from __future__ import annotations

from typing import Final

from ui.theme import metrics
from ui.theme.roles import Roles, role_names

_SHEET: Final = """
QToolTip {{ background: {on_surface}; color: {surface}; border: none; padding: 4px 8px; }}
QLineEdit, QPlainTextEdit {{ background: {sunken}; color: {on_surface}; border: 1px solid {sunken}; border-radius: {radius}px;
  selection-background-color: {accent}; selection-color: {on_accent}; }}
QLineEdit {{ padding: 0 10px; min-height: {field}px; }}
QPlainTextEdit {{ padding: 8px 8px 6px 8px; }}
QLineEdit:focus, QPlainTextEdit:focus {{ border: 1px solid {accent}; background: {surface}; }}
QLineEdit:disabled {{ color: {muted}; }}
QLineEdit#number {{ background: transparent; border: 2px solid transparent; padding: 0 2px; min-height: 40px; }}
QLineEdit#number:focus {{ background: transparent; border-bottom: 2px solid {accent}; border-radius: 0; }}
QListView#timeline {{ background: {canvas}; }}
QComboBox {{ background: {sunken}; color: {on_surface}; border: 1px solid {sunken}; border-radius: {radius}px;
  padding: 0 10px; min-height: {field}px; }}
QComboBox:focus {{ border: 1px solid {accent}; }}
QComboBox::drop-down {{ border: none; width: 24px; }}
QComboBox QAbstractItemView {{ background: {surface}; color: {on_surface}; border: 1px solid {outline}; outline: none;
  selection-background-color: {selected}; selection-color: {on_surface}; }}
QMenu {{ background: {surface}; color: {on_surface}; border: 1px solid {outline}; border-radius: {radius}px; padding: 4px; }}
QMenu::item {{ padding: 8px 16px 8px 12px; border-radius: {radius_small}px; }}
QMenu::item:selected {{ background: {selected}; }}
QMenu::item:disabled {{ color: {muted}; }}
QMenu::icon {{ padding-left: 8px; }}
QMenu::separator {{ height: 1px; background: {outline}; margin: 4px 8px; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
QScrollBar::handle:vertical {{ background: {outline}; border-radius: 3px; min-height: 32px; margin: 2px; }}
QScrollBar::handle:vertical:hover {{ background: {muted}; }}
QScrollBar::handle:vertical:disabled {{ background: transparent; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 0; }}
QScrollBar::handle:horizontal {{ background: {outline}; border-radius: 3px; min-width: 32px; margin: 2px; }}
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{
  background: none; border: none; width: 0; height: 0; }}
"""


def style_sheet(roles: Roles) -> str:
    colors = {name: getattr(roles, name).name() for name in role_names()}
    return _SHEET.format(**colors, radius=metrics.RADIUS_SMALL, radius_small=6, field=metrics.FIELD - 2)
