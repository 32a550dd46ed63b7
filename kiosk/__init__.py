"""The kiosk: citizens look up procedures (thủ tục hành chính, TTHC) on a touch screen."""
