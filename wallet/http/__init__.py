"""The wallet's HTTP side: one module per resource, and what every answer has in common."""
