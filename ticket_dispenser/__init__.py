"""The ticket dispenser: a press becomes a number, and the number a slip."""
