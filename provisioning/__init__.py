"""The technician's tool, the command `motcua`."""
