"""How every process of the suite lives."""
