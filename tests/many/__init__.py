"""Many machines: replica, shared storage, and machines that die."""
