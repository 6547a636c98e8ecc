"""What is measured of Détente, and the scripts that measure it."""
