"""What machines print for people: slips and checklists, and the printer at work."""
