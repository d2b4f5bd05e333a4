"""How long a browser test waits for what is bound to come: only a true hang takes as long.

A shared machine stands still for seconds now and then, and nothing waits longer than it has to.
"""

PATIENCE_MS = 60_000
PATIENCE_SECONDS = PATIENCE_MS / 1000
