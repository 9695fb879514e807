"""Terminal access that checks what comes in, cleans what goes out, and defines how the program ends."""
