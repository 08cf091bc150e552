"""What the app does beyond showing and moving: each module is imported at first use."""
