"""What the role ssh_hardening does on a device."""
