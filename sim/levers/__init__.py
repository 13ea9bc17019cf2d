"""One file, one policy: how it works (`<lever>.py`) and what the law says (`<lever>.yaml`)."""
