"""What the user is told of while they look elsewhere, and how the desktop shows it."""
