"""The program of the role ssh_hardening on a device."""
