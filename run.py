"""The one command: `python run.py` runs the default scenario; `python run.py --help` says what else there is."""

import sys

from sim.cli import main

if __name__ == "__main__":
    sys.exit(main())
