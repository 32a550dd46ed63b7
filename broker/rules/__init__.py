"""The rules: for each kind of ask what it leads to, decided on today's state and nothing else."""
