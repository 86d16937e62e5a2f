"""The one base of what the sandbox raises."""


class SandboxError(Exception):
    """Something that the sandbox provider cannot do; the text says what, with which value."""
