"""Subcommands of `portal`, one small module per group; `portal_app.cli` lists them."""
