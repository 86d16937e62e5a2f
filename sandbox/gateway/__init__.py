"""The PSTN gateway: a user agent with real RTP behind every number, and the services echo and callback."""
