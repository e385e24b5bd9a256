"""How long the proofs hammer: ten seconds in `make test`, a minute in `make proof`; and how often things go wrong there."""

from __future__ import annotations

import os

PROOF_S = float(os.environ.get("FOLKMOOT_TEST_PROOF_S", "10"))
ROUNDS = int(os.environ.get("FOLKMOOT_TEST_DEATHS", "2"))  # at each named place, and full disks
