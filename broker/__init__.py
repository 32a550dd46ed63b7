"""The queue service: owns numbering and dispatch."""
