"""What is said on the wire. Everything else in the suite may import this; it imports none of it."""
