"""What calls and SMS cost: by day and destination, month by month."""
