"""What people see and read, shared by devices and pages."""
