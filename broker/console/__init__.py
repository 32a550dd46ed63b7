"""What the queue service's process gives by HTTP, beside its queue and never in its way.

Nothing here is imported before the settings ask for it: the HTTP library is a third of the process.
"""
