"""The kiosk: citizens look procedures up, see what papers they need, and take a number for it."""
