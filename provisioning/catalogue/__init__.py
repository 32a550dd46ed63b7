"""`motcua catalogue`: the procedures that a centre publishes, from lists of them to kiosks."""
