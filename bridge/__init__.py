"""The bridge: from the centre's devices to the province's back office."""
