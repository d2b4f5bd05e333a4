"""Pages between password and session: they read by the pending log-in's cookie (ADR 0005)."""
