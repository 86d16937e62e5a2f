"""Contacts from and to the files of other programs: vCard 2.1, 3.0, 4.0 (RFC 2426, RFC 6350) and CSV of any columns."""
