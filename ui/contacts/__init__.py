"""People: the left column, its lists, the picker, the editor."""
