"""What ends an installment account on a day up to thirty days ahead, with what could change it.

quotes   the figures          changes  what could still change them
ways     how to pay it        views    the dialog's texts
letter   the same as a PDF    taking   a quote that is taken: kept in the log
"""
