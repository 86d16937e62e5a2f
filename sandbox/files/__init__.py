"""Files between users (RCS file transfer over HTTP): reading uploads, keeping them, giving them out."""
