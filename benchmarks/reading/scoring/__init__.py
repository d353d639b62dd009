"""How right a reading is: pure functions of what was read and of the truth."""
