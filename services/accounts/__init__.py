"""What a subject may see of their accounts."""
