"""Statements of lines of credit: a row per billing cycle that never changes.

figures    the columns, from the entries of the ledger   detail   all else that is printed
estimates  what repaying the balance takes               making   at closing, by the worker
reading    a subject's statements                        paper    the PDF's texts
page       the tab Statements                            truth    any amount a month, live
delivery   electronic or on paper (E-SIGN)
"""
