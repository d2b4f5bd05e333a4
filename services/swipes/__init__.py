"""Swipes of cards: told of by the wallet's events, looked up there, posted to the ledger.

result  a swipe as the wallet has it     taking_in  pending, posted, reversed: once, in any order
cards   the cards of a line, as the portal knows them     words  categories of merchants
"""
