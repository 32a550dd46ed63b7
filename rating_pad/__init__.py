"""The pad on which a citizen rates the service."""
