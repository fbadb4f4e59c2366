"""What lies in deploy/: run as it is written, from the packages of the system."""
