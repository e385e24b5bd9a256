"""How long the proofs hammer: ten seconds in `make test`, a minute in `make proof`."""

from __future__ import annotations

import os

PROOF_S = float(os.environ.get("FOLKMOOT_TEST_PROOF_S", "10"))
ROUNDS = int(os.environ.get("FOLKMOOT_TEST_PROOF_ROUNDS", "3"))
