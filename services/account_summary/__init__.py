"""The tab Summary of an installment account.

facts   the table under the charts
"""
