"""A whole centre in one process: devices, a crowd, faults."""
