"""A person's page: the card with ways to call, and the calls that were."""
