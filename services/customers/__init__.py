"""Customers as agents see and change them (PRODUCT.md, 7); every change asks for the role.

search      by name, email, account number      records  making and changing one
access      who may come in, and how            links    which accounts, and with what access
page        what a customer's page shows        linked   their accounts with all figures
"""
