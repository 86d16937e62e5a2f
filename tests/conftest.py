"""What all tests share: the peers."""

pytest_plugins = ["tests.peers.fixtures"]
