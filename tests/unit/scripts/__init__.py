"""The shell scripts behind make, on machines that are made up."""
